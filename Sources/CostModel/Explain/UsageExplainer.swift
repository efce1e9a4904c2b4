/// Utilization, its interval and the tier.
struct UsageExplainer {
  let analysis: WorkloadAnalysis
  let rule: Rule
  let origins: SettingOrigins

  private var profile: UsageProfile { analysis.profile }

  var figures: [Explanation.Figure] {
    guard analysis.utilization.slots > 0 else { return [] }
    return [concurrency, utilization] + thresholds
  }

  private var concurrency: Explanation.Figure {
    .init(
      name: "average concurrency", value: profile.averageConcurrency, unit: "execution",
      formula: .quotient(
        .metric(
          "busy seconds", profile.totals.busySeconds, "second",
          "AWS/Lambda Duration, Sum, / 1000, over the samples of the window"),
        .method(
          "window", Double(profile.window.seconds), "second",
          "\(profile.window.since.iso8601) to \(profile.window.until.iso8601)")))
  }

  private var utilization: Explanation.Figure {
    let sizing = analysis.utilization.sizing
    let source =
      profile.concurrency.isEstimated
      ? "ceil(Duration / period) of samples without ConcurrentExecutions, a lower bound"
      : "AWS/Lambda ConcurrentExecutions, Maximum, of the samples"
    return .init(
      name: "utilization", value: analysis.utilization.value.value, unit: Ratio.unit,
      formula: .quotient(
        .metric(
          "average concurrency", min(profile.averageConcurrency, slots), "execution",
          "explained as average concurrency, at most the slots"),
        .metric(
          "slots", slots, "execution", "\(source), by \(origins("sizing")) (\(sizing.rawValue))")
      ))
  }

  private var slots: Double { Double(analysis.utilization.slots) }

  private var thresholds: [Explanation.Figure] {
    [("stay_below", rule.stayBelow), ("repatriate_above", rule.repatriateAbove)].map { key, limit in
      .init(
        name: "threshold \(key)", value: limit.value, unit: Ratio.unit,
        formula: .input(
          ExplainedInput(key, limit.value, Ratio.unit, .configuration, origins("rules.\(key)"))))
    }
  }
}
