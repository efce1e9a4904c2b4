/// The months of the ways to stay serverless, as formulas of today's meters.
struct LambdaOptionExplainer {
  let analysis: WorkloadAnalysis
  let prices: PriceBook
  let offers: LambdaOffers

  init(analysis: WorkloadAnalysis, prices: PriceBook) {
    self.analysis = analysis
    self.prices = prices
    offers = LambdaOffers(region: analysis.profile.workload.region, prices: prices)
  }

  private var profile: UsageProfile { analysis.profile }
  private var region: String { profile.workload.region }
  private var architecture: Architecture { profile.configuration.billedArchitecture }
  private var now: LambdaCost { analysis.monthlyCost ?? .zero }

  /// The parts of an option's month but durable state; nil for what stands on instances or tokens.
  func terms(_ option: PlacementOption) -> [Expression]? {
    switch option.change {
    case .memory(let memory, let architecture): return resized(option, memory, architecture)
    case .provisioned(let environments): return provisioned(environments)
    case .plan(let term, _): return planned(term)
    case nil: break
    }
    return switch option.name {
    case "lambda/on-demand": onDemand
    case "lambda/arm64", "lambda/x86_64": otherArchitecture
    case "sagemaker/serverless": serverlessEndpoint
    default: nil
    }
  }

  // MARK: - Meters that stay

  private func meter(_ name: String, _ cost: USD) -> [Expression] {
    cost > .zero ? [.figure(name, cost)] : []
  }

  private var requests: [Expression] { meter("requests", now.requests) }
  private var snapStart: [Expression] { meter("SnapStart", now.snapStart) }
  private var ephemeral: [Expression] { meter("ephemeral storage", now.ephemeralStorage) }

  private func price(_ item: String) -> Expression? {
    .price(LambdaRates.key(item, region), in: prices)
  }

  private var months: Expression {
    .method(
      "months in the window", profile.window.perMonth, "1", "730 h of 3,600 s over the window")
  }

  /// Of the first tier, on another architecture against this one.
  private func priceRatio(_ other: Architecture) -> Expression? {
    guard let there = price("duration/\(other.rawValue)"),
      let here = price("duration/\(architecture.rawValue)")
    else { return nil }
    return .quotient(there, here)
  }

  // MARK: - Options

  private func resized(
    _ option: PlacementOption, _ memory: Megabytes, _ other: Architecture
  ) -> [Expression]? {
    guard let seconds = option.requestSeconds, let mean = profile.totals.meanSeconds, mean > 0,
      let today = profile.configuration.memory
    else { return nil }
    let share = Expression.quotient(
      .input(
        ExplainedInput(
          "seconds of a request there", seconds, "second", .calibration,
          "\(option.provenance.rawValue): the estimates' ratio in the measure of what was observed, "
            + "method 8")),
      .metric("mean seconds of a request", mean, "second", "Duration / Invocations"))
    let size = Expression.quotient(
      .method("memory there", memory.value, Megabytes.unit, option.name),
      .input(
        ExplainedInput(
          "memory", today.value, Megabytes.unit, .inventory, "MemorySize of the configuration")))
    var compute: [Expression] = [.figure("compute", now.compute), share, size]
    if other != architecture {
      guard let ratio = priceRatio(other) else { return nil }
      compute.append(ratio)
    }
    return snapStart + meter("compute", now.compute).map { _ in .product(compute) }
      + ephemeral.map { .product([$0, share]) } + requests
  }

  private var otherArchitecture: [Expression]? {
    let other: Architecture = architecture == .arm64 ? .x86_64 : .arm64
    guard let ratio = priceRatio(other) else { return nil }
    return snapStart + meter("compute", now.compute).map { .product([$0, ratio]) } + ephemeral
      + requests
  }

  private var running: Expression {
    .product([
      .metric(
        "GB-seconds", (profile.totals.gbSeconds ?? .zero).value, GBSeconds.unit,
        "Duration × memory of the inventory at the time"), months,
    ])
  }

  private func provisioned(_ environments: Int) -> [Expression]? {
    guard let memory = profile.configuration.memory,
      let ready = price("provisioned/configured/\(architecture.rawValue)"),
      let price = price("provisioned/duration/\(architecture.rawValue)")
    else { return nil }
    let kept = Expression.product([
      .metric("environments", Double(environments), "environment", "the slots of the utilization"),
      .input(
        ExplainedInput(
          "memory", memory.gigabytes, "GB", .inventory, "MemorySize of the configuration")),
      .method("seconds of a month", Duration.month.inSeconds, "second", "730 h"), ready,
    ])
    return [kept, .product([running, price])] + ephemeral + requests
  }

  private var onDemand: [Expression]? {
    guard let price = price("duration/\(architecture.rawValue)") else { return nil }
    let served = Expression.product([
      .metric(
        "GB-seconds run on what is kept ready", (profile.provisioned?.served ?? .zero).value,
        GBSeconds.unit, "ProvisionedConcurrentExecutions, by period"), months,
    ])
    return snapStart + meter("compute", now.compute) + ephemeral + [.product([served, price])]
      + requests
  }

  /// (r · k + E[max(x − k, 0)]) / E[x] of duration, method 12.
  private func planned(_ term: CommitmentTerm) -> [Expression]? {
    let options = LambdaOptions(analysis: analysis, now: now, offers: offers, tokens: nil)
    guard let plan = offers.functions[architecture]?.plans.first(where: { $0.term == term }),
      options.billed > .zero, now.compute > .zero
    else { return nil }
    let length = term.years == 1 ? "" : "/\(term.years)yr"
    let item = "savings-plan/duration/\(architecture.rawValue)/\(term.upfront.rawValue)\(length)"
    guard let price = price(item) else { return nil }
    let coverage = PlanCoverage(
      profile.concurrency, in: profile.window,
      rate: plan.duration.perUnit / (now.compute / options.billed.value))
    let rate = Expression.quotient(
      price,
      .quotient(
        .figure("compute", now.compute),
        .metric("GB-seconds billed a month", options.billed.value, GBSeconds.unit, "INIT included"))
    )
    let source = "of the samples' ConcurrentExecutions"
    let factor = Expression.quotient(
      .sum([
        .product([
          rate,
          .metric(
            "executions committed to", coverage.executions, "execution",
            "the least exceeded no more than the plan's share of the time, method 12"),
        ]),
        .metric("executions beyond, on average", coverage.beyond, "execution", source),
      ]), .metric("executions on average", coverage.mean, "execution", source))
    return snapStart + [.product([.figure("compute", now.compute), factor])] + ephemeral
      + meter("provisioned concurrency", now.provisioned) + requests
  }

  private var serverlessEndpoint: [Expression]? {
    let key = PriceKey(service: "sagemaker", region: region, item: "serverless")
    guard let price = Expression.price(key, in: prices), let memory = profile.configuration.memory
    else { return nil }
    return [
      .product([
        .metric(
          "busy seconds", profile.totals.busySeconds, "second",
          "AWS/Lambda Duration, Sum, / 1000, over the samples of the window"), months,
        .ceiling(
          .input(
            ExplainedInput(
              "memory", memory.gigabytes, "GB", .inventory, "MemorySize of the configuration"))),
        price,
      ])
    ]
  }
}
