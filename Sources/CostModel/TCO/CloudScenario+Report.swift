extension CloudScenario {
  /// Lambda as it is, every service and term that has a price, and a mix of the cheapest for each workload.
  package static func all(
    in report: RecommendationReport, prices: PriceBook, redundancy: Redundancy
  )
    -> [CloudScenario]
  {
    let workloads = report.recommendations.map {
      CloudChoice($0, prices: prices, redundancy: redundancy)
    }
    let groups = Set(workloads.flatMap(\.groups)).subtracting([current]).sorted()
    return [CloudScenario(current, of: workloads)]
      + groups.map { CloudScenario($0, of: workloads) }
      + (groups.isEmpty ? [] : [CloudScenario(mix, of: workloads)])
  }

  /// Each workload alone, on the option it is advised to take.
  package static func advised(
    in report: RecommendationReport, prices: PriceBook, redundancy: Redundancy
  ) -> [CloudScenario] {
    report.recommendations.map { recommendation in
      let choice = CloudChoice(recommendation, prices: prices, redundancy: redundancy)
      return CloudScenario(
        recommendation.chosen.name, placing: [choice.pricing(of: recommendation.chosen)])
    }
  }

  private init(_ name: String, of workloads: [CloudChoice]) {
    self.init(name, placing: workloads.map { $0.pricing(of: $0.option(in: name)) })
  }

  private init(_ name: String, placing chosen: [CloudChoice.Priced]) {
    var fleets: [SteppingFleet.Kind: SteppingFleet] = [:]
    var plans: [PlanCommitment.Kind: PlanCommitment] = [:]
    for case let plan? in chosen.map(\.placement.plan) {
      plans[plan.kind] = plans[plan.kind].map { $0 + plan } ?? plan
    }
    for case let fleet? in chosen.map(\.fleet) {
      fleets[fleet.kind] = fleet.shared(by: (fleets[fleet.kind]?.count ?? 0) + 1)
    }
    self.init(
      name: name, placements: chosen.map(\.placement),
      variable: chosen.map(\.placement.variable).sum(),
      fleets: fleets.values.sorted(), plans: plans.values.sorted())
  }
}

/// The cloud options of one workload, by the scenario that takes them.
private struct CloudChoice {
  let recommendation: Recommendation
  let prices: PriceBook
  let redundancy: Redundancy
  /// Cheapest first.
  private let options: [PlacementOption]

  init(_ recommendation: Recommendation, prices: PriceBook, redundancy: Redundancy) {
    self.recommendation = recommendation
    self.prices = prices
    self.redundancy = redundancy
    options = recommendation.options.filter {
      $0.isFeasible && $0.monthlyCost != nil && $0.tier != .repatriate
    }
  }

  var groups: [String] { options.map(\.group) }

  typealias Priced = (placement: CloudScenario.Placement, fleet: SteppingFleet?)

  /// What the workload takes in a scenario; Lambda where nothing of its kind can hold it.
  func option(in scenario: String) -> PlacementOption {
    (scenario == CloudScenario.mix ? options.first : options.first { $0.group == scenario })
      ?? options.first { $0.name == CloudScenario.current }
      ?? PlacementOption(
        name: CloudScenario.current, tier: .lambda, monthlyCost: recommendation.monthlyCostNow)
  }

  func pricing(of option: PlacementOption) -> Priced {
    let fleet = fleet(of: option)
    let fixed = fleet.map { $0.instanceMonth * $0.instances(at: 1) } ?? .zero
    let plan = plan(of: option)
    let variable = (option.monthlyCost ?? .zero) - fixed - (plan?.month ?? .zero)
    return (
      CloudScenario.Placement(
        recommendation: recommendation, option: option,
        // What rounding leaves of a fleet without any other charge is nothing.
        variable: abs(variable.value) < 1e-9 ? .zero : variable, plan: plan),
      fleet
    )
  }

  /// What a plan covers would cost its price and what it saves.
  private func plan(of option: PlacementOption) -> PlanCommitment? {
    guard case .plan(let term, let hourly) = option.change else { return nil }
    let workload = recommendation.analysis.profile.workload
    let month = hourly * Hours.month.value
    let saved = recommendation.monthlyCostNow - (option.monthlyCost ?? .zero)
    return PlanCommitment(
      kind: PlanCommitment.Kind(
        account: workload.account, region: workload.region, term: term),
      month: month, onDemandMonth: month + saved)
  }

  private func fleet(of option: PlacementOption) -> SteppingFleet? {
    guard let offer = option.offer, let instances = option.instances else { return nil }
    let workload = recommendation.analysis.profile.workload
    let fee =
      offer.service == .managedInstances
      ? month(of: offer, at: offer.term, in: workload.region).map { offer.hourly * .month - $0 }
      : nil
    let sizing = option.cost?.fleet
    let spare = sizing?.spare ?? redundancy.spareInstances
    return SteppingFleet(
      kind: SteppingFleet.Kind(
        account: workload.account, region: workload.region, offer: offer,
        // A fleet of which no size is known is taken to be just full.
        peak: sizing?.peak ?? max(1, instances - spare), slots: sizing?.slots ?? 1,
        spare: spare),
      count: 1, onDemandMonth: month(of: offer, at: .onDemand, in: workload.region),
      feeMonth: fee ?? .zero)
  }

  /// A month of the bare instance; nil where the catalogue has no price for it.
  private func month(of offer: InstanceOffer, at term: CommitmentTerm, in region: String) -> USD? {
    let price: Price<Hours>? = try? prices.price(
      PriceKey(
        service: offer.service == .sageMaker ? "sagemaker" : "ec2", region: region,
        item: "\(offer.sizeName)/\(term.rawValue)"))
    return price.map { $0 * .month }
  }

}

extension PlacementOption {
  /// `ec2/ri-1yr` of `ec2/c8g.xlarge/ri-1yr`: service and term, whatever the size.
  ///
  /// What runs on no instance is a group of its own, Lambda as it is apart from Lambda under a plan; all
  /// other sizes and architectures of it are one.
  fileprivate var group: String {
    if let offer { return "\(offer.service.rawValue)/\(offer.term.rawValue)" }
    if case .memory = change { return CloudScenario.resized }
    return name
  }
}
