/// The month on Lambda, meter by meter.
struct BillExplainer {
  let analysis: WorkloadAnalysis
  let prices: PriceBook
  let origins: SettingOrigins

  private var profile: UsageProfile { analysis.profile }
  private var region: String { profile.workload.region }
  private var architecture: String { profile.configuration.billedArchitecture.rawValue }

  var figures: [Explanation.Figure] {
    guard let cost = analysis.monthlyCost else { return [] }
    let meters: [Explanation.Figure?] = [
      compute(cost), requests(cost), part("ephemeral storage", cost.ephemeralStorage, ephemeral),
      part("provisioned concurrency", cost.provisioned, provisioned),
      part("SnapStart", cost.snapStart, snapStart), part("durable state", cost.durable, durable),
    ]
    let known = meters.compactMap { $0 }
    let total = Explanation.Figure(
      name: "monthly cost now", value: cost.total.value, unit: USD.unit,
      formula: .sum(known.map { .figure($0.name, USD($0.value)) }))
    return known + [total]
  }

  private var scale: Expression {
    .method(
      "months in the window", profile.window.perMonth, "1", "730 h of 3,600 s over the window")
  }

  private func part(_ name: String, _ cost: USD, _ formula: Expression?) -> Explanation.Figure? {
    guard cost > .zero, let formula else { return nil }
    return .init(name: name, value: cost.value, unit: USD.unit, formula: formula)
  }

  private func price(_ item: String) -> Expression? {
    .price(LambdaRates.key(item, region), in: prices)
  }

  // MARK: - Meters

  /// At the account's average price: tiers and the free tier belong to all its functions together.
  private func compute(_ cost: LambdaCost) -> Explanation.Figure? {
    let initialization = analysis.details.coldStart?.billed?.duration ?? .zero
    let billed = (profile.totals.gbSeconds ?? .zero) - (profile.provisioned?.served ?? .zero)
    let month = billed * profile.window.perMonth + initialization
    guard cost.compute > .zero, month > .zero else { return nil }
    let key = LambdaRates.key("duration/\(architecture)", region)
    let listed = prices.entries[key]
    let average = ExplainedInput(
      "average price of \(key)", cost.compute.value / month.value, "USD per GB-second", .price,
      "\(key), \(listed?.status.rawValue ?? "unlisted"), in force \(listed?.effective ?? "-"): "
        + "\(listed?.source ?? "-"); tiers and free tier shared by the account")
    let duration = Expression.metric(
      "GB-seconds", billed.value, "GB-second",
      "Duration × memory of the inventory at the time, less what ran on provisioned concurrency")
    let running = Expression.product([duration, scale])
    let all: Expression =
      initialization > .zero
      ? .sum([
        running,
        .metric(
          "GB-seconds of INIT", initialization.value, "GB-second",
          "Lambda Insights init_duration, or init_seconds of the configuration"),
      ]) : running
    return .init(
      name: "compute", value: cost.compute.value, unit: USD.unit,
      formula: .product([all, .input(average)]))
  }

  private func requests(_ cost: LambdaCost) -> Explanation.Figure? {
    guard cost.requests > .zero else { return nil }
    let month = profile.totals.invocations * profile.window.perMonth
    let key = LambdaRates.key("request/\(architecture)", region)
    let listed = prices.entries[key]
    let average = ExplainedInput(
      "average price of \(key)", cost.requests.value / month.value, "USD per request", .price,
      "\(key), \(listed?.status.rawValue ?? "unlisted"), in force \(listed?.effective ?? "-"): "
        + "\(listed?.source ?? "-"); the free tier shared by the account")
    return .init(
      name: "requests", value: cost.requests.value, unit: USD.unit,
      formula: .product([
        .metric(
          "invocations", profile.totals.invocations.value, "request",
          "AWS/Lambda Invocations, Sum, over the samples of the window"),
        scale, .input(average),
      ]))
  }

  private var ephemeral: Expression? {
    guard let size = profile.configuration.ephemeralStorage,
      let price = price("ephemeral-storage/\(architecture)")
    else { return nil }
    return .product([
      .input(
        ExplainedInput(
          "GB of /tmp beyond 512 MB", Megabytes(size.value - 512).gigabytes, "GB", .inventory,
          "EphemeralStorage of the function's configuration")),
      .metric(
        "busy seconds", profile.totals.busySeconds, "second",
        "AWS/Lambda Duration, Sum, / 1000, over the samples of the window"), scale, price,
    ])
  }

  private var provisioned: Expression? {
    guard let usage = profile.provisioned,
      let ready = price("provisioned/configured/\(architecture)"),
      let running = price("provisioned/duration/\(architecture)")
    else { return nil }
    let source = "ProvisionedConcurrentExecutions and the configured concurrency, by period"
    return .sum([
      .product([
        .metric("GB-seconds kept ready", usage.configured.value, "GB-second", source), scale, ready,
      ]),
      .product([
        .metric("GB-seconds run on them", usage.served.value, "GB-second", source), scale, running,
      ]),
    ])
  }

  /// Snapshots kept and restores, where both are known.
  private var snapStart: Expression? {
    guard let cost = analysis.details.coldStart?.snapStart else { return nil }
    return .sum(
      [.figure("SnapStart snapshots", cost.caching.cost)]
        + (cost.restoring.map { [.figure("restores", $0.cost)] } ?? []))
  }

  private var durable: Expression? {
    guard let cost = analysis.durable else { return nil }
    return .sum([
      .figure(StateExplainer.operations, cost.operationsCost),
      .figure(StateExplainer.written, cost.writtenCost),
      .figure(StateExplainer.retained, cost.retainedCost),
    ])
  }
}
