import CostModel

/// An always-on option without what differs between the workloads that could use it.
struct PageOffer: Hashable {
  let name: String
  let tier: Tier
  let whyNot: String?
  let years: Int
  let marks: Int
  let monthly: USD
  let slots: Double
  let spare: Int
  let least: Int
  let perRequest: USD
  let spread: Double

  /// Nil where the workload's peak, requests and durable state do not give the option's whole cost.
  init?(_ option: PlacementOption, of analysis: WorkloadAnalysis, durable: USD) {
    guard let offer = option.offer, let cost = option.cost, let fleet = cost.fleet else {
      return nil
    }
    let perRequest = offer.perRequest ?? Price(perUnit: .zero)
    guard fleet.peak == analysis.utilization.slots, cost.fixed == fleet.monthlyCost(),
      cost.duration == .zero, cost.requests == perRequest * analysis.monthlyRequests,
      cost.durable == durable
    else { return nil }
    name = option.name
    tier = option.tier
    whyNot = option.whyNot
    years = option.commitmentYears
    marks = option.marks
    monthly = fleet.monthly
    slots = fleet.slots
    spare = fleet.spare
    least = fleet.least
    self.perRequest = perRequest.perUnit
    spread = cost.spread
  }
}

extension PlacementOption {
  /// What the page's script knows of an option besides figures, a bit each: 1 rests on a price not
  /// verified, 2 breaks even with Lambda somewhere.
  var marks: Int {
    (restsOnUnverifiedPrice ? 1 : 0) + (breakevenUtilization == nil ? 0 : 2)
  }
}
