/// Prices every placement of one workload.
struct OptionPricing {
  let analysis: WorkloadAnalysis
  let now: LambdaCost
  let memory: Megabytes
  let offers: RegionalOffers
  let redundancy: Redundancy

  private var need: SlotNeed { SlotNeed(lambdaMemory: memory) }

  /// Feasible ones by cost, then infeasible ones by name.
  func options() -> [PlacementOption] {
    let all =
      [lambda] + offers.groups.map(cheapestFleet) + offers.accelerated.map(accelerator)
      + [managedModel, onPremises]
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

  private func cheapestFleet(_ group: RegionalOffers.Group) -> PlacementOption {
    let fleets = group.offers.compactMap {
      Fleet(
        of: $0, slots: max(1, analysis.utilization.slots), need: need, redundancy: redundancy)
    }
    guard let fleet = fleets.min(by: { $0.monthlyCost < $1.monthlyCost }) else {
      return PlacementOption(
        name: "\(group.service.rawValue)/\(group.architecture.rawValue)/\(group.term.rawValue)",
        tier: .reserved,
        whyNot:
          "no \(group.architecture.rawValue) size holds one execution of \(Shown.number(memory.value)) MB"
      )
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

  private func accelerator(_ name: String) -> PlacementOption {
    PlacementOption(
      name: name, tier: .reserved,
      whyNot: "not yet priced: how many executions a GPU serves needs a token rate")
  }

  private var managedModel: PlacementOption {
    PlacementOption(
      name: "bedrock", tier: .lambda,
      whyNot: "not yet priced: needs the workload's model and tokens per request")
  }

  private var onPremises: PlacementOption {
    PlacementOption(
      name: "on-prem", tier: .repatriate,
      whyNot: "not yet priced: needs the hardware, power and staff assumptions of a TCO model")
  }
}
