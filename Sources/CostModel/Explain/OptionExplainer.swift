/// What each option that can be had would cost, and where it breaks even.
struct OptionExplainer {
  let recommendation: Recommendation
  let prices: PriceBook
  let redundancy: Redundancy
  let origins: SettingOrigins

  private var profile: UsageProfile { recommendation.analysis.profile }
  private var region: String { profile.workload.region }

  var figures: [Explanation.Figure] {
    let taken = [recommendation.chosen.name, recommendation.cheapest.name, "lambda"]
    return interval.volumes
      + recommendation.options.flatMap { option in
        taken.contains(option.name) ? figures(option) : figures(option).map(\.detail)
      }
  }

  private func figures(_ option: PlacementOption) -> [Explanation.Figure] {
    guard let cost = option.cost else { return advice.perMillion(option) }
    let own =
      (nodes(option)?.figures ?? []) + rates(option) + instances(option, cost)
      + (option.name == "lambda" ? [] : [month(option, cost)]) + breakEven(option, cost)
    return own + interval.figures(option, cost) + advice.perMillion(option)
  }

  private var interval: IntervalExplainer {
    IntervalExplainer(analysis: recommendation.analysis, origins: origins)
  }

  private var advice: AdviceExplainer {
    AdviceExplainer(recommendation: recommendation, prices: prices, origins: origins)
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

  private func nodes(_ option: PlacementOption) -> OnPremisesExplainer? {
    guard option.tier == .repatriate, let share = recommendation.onPremises else { return nil }
    return OnPremisesExplainer(recommendation: recommendation, share: share)
  }

  private func instances(_ option: PlacementOption, _ cost: OptionCost) -> [Explanation.Figure] {
    guard let fleet = cost.fleet else { return [] }
    return [
      .init(
        name: "instances of \(option.name)", value: Double(fleet.instances()), unit: "instance",
        formula: FleetExplainer.instances(fleet, of: option, spare: origins("redundancy")))
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
    var parts =
      nodes(option)?.terms ?? lambda.terms(option) ?? terms(option, cost)
    if cost.durable > .zero { parts.append(.figure("durable state", cost.durable)) }
    return .init(
      name: "monthly cost of \(option.name)", value: cost.total.value, unit: USD.unit,
      formula: .sum(parts))
  }

  private var lambda: LambdaOptionExplainer {
    LambdaOptionExplainer(analysis: recommendation.analysis, prices: prices)
  }

  /// Of instances: their hours and, of Managed Instances, the requests.
  private func terms(_ option: PlacementOption, _ cost: OptionCost) -> [Expression] {
    guard let offer = option.offer, let fleet = cost.fleet, let hourly = hourly(offer) else {
      return [
        .method(
          "month", (cost.total - cost.durable).value, USD.unit, "at the prices in force")
      ]
    }
    let instances = Expression.product([
      .figure("instances of \(option.name)", Executions(Double(fleet.instances()))),
      .method("hours of a month", Hours.month.value, Hours.unit, "730"), hourly,
    ])
    let key = LambdaRates.key("managed-instances/request", region)
    guard cost.requests > .zero, let request = Expression.price(key, in: prices) else {
      return [instances]
    }
    let requests = Expression.product([
      .metric(
        "invocations", profile.totals.invocations.value, Requests.unit,
        "AWS/Lambda Invocations, Sum, over the samples of the window"),
      .method(
        "months in the window", profile.window.perMonth, "1", "730 h of 3,600 s over the window"),
      request,
    ])
    return [instances, requests]
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
