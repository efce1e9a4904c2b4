/// What each option that can be had would cost, and where it breaks even.
struct OptionExplainer {
  let recommendation: Recommendation
  let prices: PriceBook
  let redundancy: Redundancy
  let origins: SettingOrigins

  private var profile: UsageProfile { recommendation.analysis.profile }
  private var region: String { profile.workload.region }

  var figures: [Explanation.Figure] {
    let priced = recommendation.options.filter { $0.isFeasible && $0.name != "lambda" }
    return priced.flatMap { option in
      guard let cost = option.cost else { return [Explanation.Figure]() }
      return rates(option) + instances(option, cost) + [month(option, cost)]
        + breakEven(option, cost)
    }
  }

  // MARK: - Fleets

  /// Tokens a second, where the fleet rests on them.
  private func rates(_ option: PlacementOption) -> [Explanation.Figure] {
    guard let rate = option.decode else { return [] }
    return [
      .init(
        name: "tokens a second of \(option.name)", value: rate.mid.value,
        unit: TokensPerSecond.unit,
        formula: .input(
          ExplainedInput(
            "tokens a second", rate.mid.value, TokensPerSecond.unit, .calibration,
            "\(rate.provenance.rawValue): \(rate.basis)")))
    ]
  }

  private func instances(_ option: PlacementOption, _ cost: OptionCost) -> [Explanation.Figure] {
    guard let fleet = cost.fleet else { return [] }
    let sized: Expression = .quotient(
      .metric("slots", Double(fleet.peak), "execution", "as in utilization"),
      .method(
        "executions an instance takes over", fleet.slots, "execution",
        option.decode == nil
          ? "floor(min(vCPU × core factor / vCPU of the memory, 0.9 × memory / need)), method 4"
          : "its requests a second × seconds of a request on Lambda, method 8"))
    return [
      .init(
        name: "instances of \(option.name)", value: Double(fleet.instances()), unit: "instance",
        formula: .most(
          .sum([
            .ceiling(sized),
            .input(
              ExplainedInput(
                "spare", Double(fleet.spare), "instance", .configuration, origins("redundancy"))),
          ]),
          .method("least", Double(fleet.least), "instance", "three for Managed Instances, else one")
        ))
    ]
  }

  private func hourly(_ offer: InstanceOffer) -> Expression? {
    let service = offer.service == .sageMaker ? "sagemaker" : "ec2"
    func key(_ term: CommitmentTerm) -> PriceKey {
      PriceKey(service: service, region: region, item: "\(offer.sizeName)/\(term.rawValue)")
    }
    guard let instance = Expression.price(key(offer.term), in: prices) else { return nil }
    guard offer.service == .managedInstances else { return instance }
    // The fee is a share of the list price, whatever the user pays.
    let onDemand: Price<Hours>? = try? prices.listPrice(key(.onDemand))
    guard let onDemand,
      let fee = Expression.price(LambdaRates.key("managed-instances/fee", region), in: prices)
    else { return nil }
    let listed = ExplainedInput(
      "list price of \(key(.onDemand))", onDemand.perUnit.value, "USD per hour", .price,
      "\(key(.onDemand)): \(prices.entries[key(.onDemand)]?.source ?? "-")")
    return .sum([instance, .product([fee, .input(listed)])])
  }

  // MARK: - Month

  private func month(_ option: PlacementOption, _ cost: OptionCost) -> Explanation.Figure {
    var parts: [Expression] = []
    if let offer = option.offer, let fleet = cost.fleet, let hourly = hourly(offer) {
      parts.append(
        .product([
          .figure("instances of \(option.name)", Executions(Double(fleet.instances()))),
          .method("hours of a month", Hours.month.value, Hours.unit, "730"), hourly,
        ]))
    } else if cost.fixed > .zero {
      parts.append(.method("fixed", cost.fixed.value, USD.unit, Self.basis(option)))
    }
    if cost.duration > .zero {
      parts.append(.method("duration", cost.duration.value, USD.unit, Self.basis(option)))
    }
    if cost.requests > .zero {
      parts.append(.method("requests", cost.requests.value, USD.unit, Self.basis(option)))
    }
    if cost.durable > .zero { parts.append(.figure("durable state", cost.durable)) }
    return .init(
      name: "monthly cost of \(option.name)", value: cost.total.value, unit: USD.unit,
      formula: .sum(parts))
  }

  /// The section of the method that an option's parts follow.
  private static func basis(_ option: PlacementOption) -> String {
    switch option.change {
    case .memory: "today's compute × duration and memory against today's, method 8"
    case .provisioned: "environments × memory × month at the idle price, and duration, method 12"
    case .plan: "the best commitment by the hour at the plan's price, method 12"
    case nil: "the month's requests or seconds at the price of the service, method 4"
    }
  }

  private func breakEven(_ option: PlacementOption, _ cost: OptionCost) -> [Explanation.Figure] {
    guard let point = option.breakevenUtilization,
      let vanishing = recommendation.analysis.monthlyCost?.vanishing
    else { return [] }
    let variable = cost.duration + cost.requests
    return [
      .init(
        name: "break-even of \(option.name)", value: point, unit: Ratio.unit,
        formula: .quotient(
          .product([
            .figure("utilization", recommendation.analysis.utilization.value),
            .method("fixed", cost.fixed.value, USD.unit, "the fixed part of \(option.name)"),
          ]),
          .difference(
            .method(
              "what leaving Lambda saves", vanishing.value, USD.unit,
              "compute, requests, /tmp, SnapStart and provisioned concurrency"),
            .method(
              "variable", variable.value, USD.unit,
              "what \(option.name) charges for the same traffic"))))
    ]
  }
}
