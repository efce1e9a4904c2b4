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
      if left.isFeasible != right.isFeasible { return left.isFeasible }
      return switch (left.monthlyCost, right.monthlyCost) {
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
    guard peak > 0 else {
      return placements.left(
        out: group.offers, because: "nothing ran: there is no peak to size for")
    }
    guard let fleet = group.cheapest(forPeak: peak, redundancy: redundancy) else {
      return placements.tooSmall(group.offers)
    }
    let variable = fleet.offer.perRequest.map { $0 * monthlyRequests } ?? .zero
    return PlacementOption(
      name: fleet.offer.name, tier: .reserved,
      whyNot: fleet.offer.priceStatus == .unverified ? Self.unconfirmed : nil,
      monthlyCost: fleet.monthlyCost + variable + now.durable,
      breakevenUtilization: BreakEven.utilization(
        now: analysis.utilization.value, fixed: fleet.monthlyCost, lambda: now.vanishing,
        variable: variable),
      instances: fleet.instances, offer: fleet.offer,
      restsOnUnverifiedPrice: fleet.offer.priceStatus == .derived
        || fleet.offer.priceStatus == .unverified)
  }

  /// Nobody can defend money saved at a price that no source gives.
  private static let unconfirmed =
    "no source confirms its price: set it in pricing.overrides to have it considered"

  private var monthlyRequests: Requests {
    analysis.profile.totals.invocations * analysis.profile.window.perMonth
  }
}
