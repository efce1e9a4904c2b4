extension CloudScenario {
  /// Lambda as it is, every service and term that has a price, and each workload on its cheapest option.
  package static func all(in report: RecommendationReport, prices: PriceBook, redundancy: Redundancy)
    -> [CloudScenario]
  {
    let workloads = report.recommendations.map {
      CloudChoice($0, prices: prices, redundancy: redundancy)
    }
    let groups = Set(workloads.flatMap(\.groups)).subtracting([current]).sorted()
    return [CloudScenario(current, of: workloads)]
      + groups.map { CloudScenario($0, of: workloads) }
      + (groups.isEmpty ? [] : [CloudScenario(cheapest, of: workloads)])
  }

  private init(_ name: String, of workloads: [CloudChoice]) {
    let chosen = workloads.map { $0.pricing(in: name) }
    var fleets: [SteppingFleet.Kind: (count: Int, onDemand: USD?)] = [:]
    for case let fleet? in chosen.map(\.fleet) {
      fleets[fleet.kind] = ((fleets[fleet.kind]?.count ?? 0) + 1, fleet.onDemandMonth)
    }
    self.init(
      name: name, placements: chosen.map(\.placement),
      variable: chosen.map(\.placement.variable).sum(),
      fleets: fleets.map {
        SteppingFleet(kind: $0.key, count: $0.value.count, onDemandMonth: $0.value.onDemand)
      }.sorted())
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

  func pricing(in scenario: String) -> (placement: CloudScenario.Placement, fleet: SteppingFleet?) {
    let option =
      (scenario == CloudScenario.cheapest
        ? options.first : options.first { $0.group == scenario })
      ?? options.first { $0.name == CloudScenario.current }
      ?? PlacementOption(
        name: CloudScenario.current, tier: .lambda, monthlyCost: recommendation.monthlyCostNow)
    let fleet = fleet(of: option)
    let fixed = fleet.map { $0.instanceMonth * $0.instances(at: 1) } ?? .zero
    let variable = (option.monthlyCost ?? .zero) - fixed
    return (
      CloudScenario.Placement(
        recommendation: recommendation, option: option,
        // What rounding leaves of a fleet without any other charge is nothing.
        variable: abs(variable.value) < 1e-9 ? .zero : variable),
      fleet
    )
  }

  private func fleet(of option: PlacementOption) -> SteppingFleet? {
    guard let offer = option.offer, let instances = option.instances else { return nil }
    let workload = recommendation.analysis.profile.workload
    let onDemand: Price<Hours>? = try? prices.price(
      PriceKey(
        service: offer.service == .sageMaker ? "sagemaker" : "ec2", region: workload.region,
        item: "\(offer.sizeName)/\(CommitmentTerm.onDemand.rawValue)"))
    let spare = redundancy.spareInstances
    return SteppingFleet(
      kind: SteppingFleet.Kind(
        account: workload.account, region: workload.region, offer: offer,
        need: need(of: offer, standing: instances, spare: spare), spare: spare),
      count: 1, onDemandMonth: onDemand.map { $0 * Hours.month })
  }

  /// Instances today's peak fills; a fleet that was not sized in slots is taken to be just full.
  private func need(of offer: InstanceOffer, standing: Int, spare: Int) -> Double {
    let busy = max(1, standing - spare)
    guard let memory = recommendation.analysis.profile.configuration.memory else {
      return Double(busy)
    }
    let slots = offer.slots(for: SlotNeed(lambdaMemory: memory))
    guard slots > 0 else { return Double(busy) }
    let need = Double(recommendation.analysis.utilization.slots) / Double(slots)
    let sized = max(Int(need.rounded(.up)) + spare, offer.leastInstances)
    return sized == standing ? need : Double(busy)
  }
}

extension PlacementOption {
  /// `ec2/ri-1yr` of `ec2/c8g.xlarge/ri-1yr`: service and term, whatever the size.
  fileprivate var group: String {
    offer.map { "\($0.service.rawValue)/\($0.term.rawValue)" }
      ?? String(name.prefix { $0 != "/" })
  }
}

extension SteppingFleet: Comparable {
  /// By offer and place, so that every run lists them alike.
  package static func < (left: Self, right: Self) -> Bool { left.order < right.order }

  private var order: (String, String, String, Double) {
    (kind.offer.name, kind.account ?? "", kind.region, kind.need)
  }
}
