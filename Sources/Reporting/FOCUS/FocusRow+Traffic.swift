import CostModel

/// What options charge by traffic beside durable state: requests of Managed Instances, tokens.
struct TrafficCharge {
  struct Place: Hashable {
    let account: String?
    let region: String
    /// `lambda-managed-instances`, `bedrock`.
    let service: String
  }

  private let place: Place
  /// Of a month of today.
  private var cost = USD.zero
  private var requests = Requests.zero

  private init(_ place: Place) { self.place = place }

  /// The charges of all placements, by account, region and service.
  static func all(of placements: [CloudScenario.Placement]) -> [TrafficCharge] {
    var charges: [Place: TrafficCharge] = [:]
    var order: [Place] = []
    for placement in placements where placement.option.name != CloudScenario.current {
      let analysis = placement.recommendation.analysis
      let cost = placement.variable - (analysis.monthlyCost?.durable ?? .zero)
      // Less than a millionth of a dollar is what rounding left of an option without such a charge.
      guard cost.value > 1e-6 else { continue }
      let profile = analysis.profile
      let place = Place(
        account: profile.workload.account, region: profile.workload.region,
        service: String(placement.option.name.prefix { $0 != "/" }))
      if charges[place] == nil { order.append(place) }
      charges[place, default: TrafficCharge(place)].add(
        cost, profile.totals.invocations * profile.window.perMonth)
    }
    return order.compactMap { charges[$0] }
  }

  private mutating func add(_ cost: USD, _ requests: Requests) {
    self.cost += cost
    self.requests += requests
  }

  func row(
    _ scenario: FocusScenario, _ month: BillingMonth, volume: Double, priceFactor: Double,
    resource: FocusRow.Resource? = nil
  ) -> FocusRow? {
    guard volume > 0 else { return nil }
    let amount =
      requests > .zero
      ? FocusRow.Amount(quantity: requests.value * volume, unit: "Requests")
      : FocusRow.Amount(quantity: 1, unit: "Months")
    return FocusRow(
      scenario: scenario, month: month, provider: .aws, account: place.account,
      region: place.region, service: place.service == "bedrock" ? .bedrock : .lambda,
      resource: resource,
      charge: FocusRow.Charge(
        category: .usage, frequency: .usageBased, description: "\(place.service), by traffic"),
      sku: FocusRow.Sku(id: "\(place.service)/\(place.region)/traffic", meter: "Requests"),
      pricing: FocusRow.Pricing(category: .standard, amount: amount), consumed: amount,
      cost: .plain(cost * (volume * priceFactor)))
  }
}
