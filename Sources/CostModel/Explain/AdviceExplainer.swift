/// What tokens and findings say in dollars: memory sizes, Bedrock, cost of a million tokens, savings.
struct AdviceExplainer {
  let recommendation: Recommendation
  let prices: PriceBook
  let origins: SettingOrigins

  private var analysis: WorkloadAnalysis { recommendation.analysis }
  private var profile: UsageProfile { analysis.profile }
  private var now: LambdaCost { analysis.monthlyCost ?? .zero }

  var figures: [Explanation.Figure] {
    (recommendation.inference.advice.map { bedrock($0) + sizes($0) } ?? []) + findings
  }

  private func dollars(_ name: String, _ value: USD, _ formula: Expression)
    -> Explanation.Figure
  {
    .init(name: name, value: value.value, unit: USD.unit, formula: formula)
  }

  // MARK: - Tokens

  private func tokens(_ name: String, _ tokens: Tokens, _ key: String) -> Expression {
    .input(
      ExplainedInput(name, tokens.value, Tokens.unit, .configuration, origins("workloads.\(key)")))
  }

  private var requests: Expression {
    .product([
      .metric(
        "invocations", profile.totals.invocations.value, Requests.unit,
        "AWS/Lambda Invocations, Sum, over the samples of the window"),
      .method(
        "months in the window", profile.window.perMonth, "1",
        "730 h of 3,600 s over the window"),
    ])
  }

  private static let million = Expression.method("a million", 1e6, "1", "tokens")

  /// Cost of a million output tokens of an option.
  func perMillion(_ option: PlacementOption) -> [Explanation.Figure] {
    guard let cost = option.perMillionOutputTokens, let monthly = option.monthlyCost,
      let request = recommendation.inference.advice?.request
    else { return [] }
    return [
      dollars(
        "a million output tokens of \(option.name)", cost,
        .quotient(
          .product([.month(of: option, monthly), Self.million]),
          .product([requests, tokens("output tokens", request.output, "output_tokens")])))
    ]
  }

  private func bedrock(_ advice: InferenceAdvice) -> [Explanation.Figure] {
    guard let reference = advice.bedrock else { return [] }
    func price(_ item: String) -> Expression? {
      .price(
        PriceKey(
          service: "bedrock", region: profile.workload.region, item: "\(reference.model)/\(item)"),
        in: prices)
    }
    guard let input = price("input"), let output = price("output") else { return [] }
    return [
      dollars(
        "a million tokens into Bedrock", reference.perMillionInput,
        .product([input, Self.million])),
      dollars(
        "a million tokens out of Bedrock", reference.perMillionOutput,
        .product([output, Self.million])),
      dollars(
        "monthly cost of bedrock/\(reference.model)", reference.monthlyCost,
        .product([
          requests,
          .sum([
            .product([tokens("prompt tokens", advice.request.prompt, "prompt_tokens"), input]),
            .product([tokens("output tokens", advice.request.output, "output_tokens"), output]),
          ]),
        ])),
    ]
  }

  /// (total − compute − /tmp) + (compute × memory ratio + /tmp) × duration ratio.
  private func sizes(_ advice: InferenceAdvice) -> [Explanation.Figure] {
    guard let memory = advice.memory else { return [] }
    let current = memory.current
    return memory.sizes.map { size in
      let share = Expression.quotient(
        .input(
          ExplainedInput(
            "seconds of a request there", size.duration.inSeconds, "second", .calibration,
            "the estimates' ratio in the measure of what was observed, method 8")),
        .metric(
          "mean seconds of a request", current.duration.inSeconds, "second",
          "Duration / Invocations"))
      let ratio = Expression.quotient(
        .method("memory there", size.memory.value, Megabytes.unit, "what if"),
        .input(
          ExplainedInput(
            "memory", current.memory.value, Megabytes.unit, .inventory,
            "MemorySize of the configuration")))
      let compute: [Expression] =
        now.compute > .zero ? [.product([.figure("compute", now.compute), ratio])] : []
      let storage: [Expression] =
        now.ephemeralStorage > .zero ? [.figure("ephemeral storage", now.ephemeralStorage)] : []
      let rest = now.total - now.compute - now.ephemeralStorage
      return dollars(
        "\(Shown.number(size.memory.value)) MB", size.monthlyCost,
        .sum([
          .method(
            "the rest of the bill", rest.value, USD.unit, "monthly cost now less compute and /tmp"),
          .product([.sum(compute + storage), share]),
        ]))
    }
  }

  // MARK: - Findings

  private var findings: [Explanation.Figure] {
    analysis.findings.compactMap { finding in
      guard let saving = finding.monthlySaving, let formula = formula(finding, saving) else {
        return nil
      }
      return dollars("saving by the finding \(finding.code.rawValue)", saving, formula)
    }
  }

  private func formula(_ finding: Finding, _ saving: USD) -> Expression? {
    switch finding.code {
    case .idle: .figure("monthly cost now", now.total)
    case .durableBloat: .figure("saving of lean checkpoints", saving)
    case .storagePath: cheaperPath
    case .snapStart: snapStart
    default: nil
    }
  }

  private var cheaperPath: Expression? {
    guard let details = analysis.details.coldStart, let starts = details.starts.perMonth,
      let present = details.presentLoading, let best = details.cheapestLoading,
      let now = present.monthlyCost(starts), let then = best.monthlyCost(starts)
    else { return nil }
    return .difference(
      .figure("model from \(present.name)", now), .figure("model from \(best.name)", then))
  }

  /// What INIT would cost against the snapshot, whichever is the dearer.
  private var snapStart: Expression? {
    guard let details = analysis.details.coldStart, let cost = details.snapStart,
      let starts = details.starts.perMonth, let initialization = cost.perInitialization
    else { return nil }
    let spared = Expression.product([
      .input(
        ExplainedInput(
          "cold starts a month", starts.value, Starts.unit, .configuration,
          "cold_starts_per_day of workloads, or Lambda Insights init_duration / init_seconds")),
      .figure("one INIT", initialization),
    ])
    let restores = cost.restoring.map { [Expression.figure("restores", $0.cost)] } ?? []
    let kept = Expression.sum([.figure("SnapStart snapshots", cost.caching.cost)] + restores)
    return details.hasSnapStart ? .difference(kept, spared) : .difference(spared, kept)
  }
}
