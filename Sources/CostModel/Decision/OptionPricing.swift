/// Prices every placement of one workload.
struct OptionPricing {
  let analysis: WorkloadAnalysis
  let now: LambdaCost
  let placements: RegionalPlacements
  let redundancy: Redundancy

  /// Feasible ones by cost, then infeasible ones by name.
  func options() -> [PlacementOption] {
    let all =
      [lambda] + placements.fleets.groups.map(cheapestFleet) + placements.unpriced
    return all.sorted { left, right in
      switch (left.monthlyCost, right.monthlyCost) {
      case (let a?, let b?) where a != b: a < b
      case (.some, nil): true
      case (nil, .some): false
      default: left.name < right.name
      }
    }
  }

  private var lambda: PlacementOption {
    PlacementOption(
      name: "lambda", tier: .lambda, monthlyCost: now.total,
      requestSeconds: analysis.profile.totals.meanSeconds)
  }

  private func cheapestFleet(_ group: FleetChoice.Group) -> PlacementOption {
    let peak = analysis.utilization.slots
    guard let fleet = group.cheapest(forPeak: peak, redundancy: redundancy) else {
      return placements.infeasible(group.offers)
    }
    let variable = fleet.offer.perRequest.map { $0 * monthlyRequests } ?? .zero
    return PlacementOption(
      name: fleet.offer.name, tier: .reserved,
      monthlyCost: fleet.monthlyCost + variable + now.durable,
      breakevenUtilization: BreakEven.utilization(
        now: analysis.utilization.value, fixed: fleet.monthlyCost, lambda: now.vanishing,
        variable: variable),
      instances: fleet.instances, offer: fleet.offer,
      restsOnUnverifiedPrice: fleet.offer.restsOnUnverifiedPrice)
  }

  private var monthlyRequests: Requests {
    analysis.profile.totals.invocations * analysis.profile.window.perMonth
  }
}
