extension FindingsReview {
  /// From this share of the compute cost on, cold starts are worth acting on.
  private static let notableShare = Ratio(0.10)

  /// What billed INIT costs, as far as Lambda Insights measured it.
  static func coldStarts(_ profile: UsageProfile, _ costs: WorkloadCosts) -> Finding? {
    guard let insights = profile.insights, insights.initSeconds > 0,
      let cost = costs.details.coldStart?.billed?.cost, let compute = costs.monthly?.compute,
      compute > .zero
    else { return nil }
    let share = Ratio(cost / compute)
    return Finding(
      .coldStarts, share > notableShare ? .warning : .info,
      "Cold starts initialized for \(Shown.number(insights.initSeconds)) s, which cost "
        + "\(Shown.dollars(cost)) a month, \(Shown.percent(share)) of compute"
        + unmeasured(insights, of: profile.totals.invocations) + ".")
  }

  private static func unmeasured(_ insights: InsightsUsage, of all: Requests) -> String {
    guard insights.measured < all else { return "" }
    return "; Lambda Insights measured \(Shown.number(insights.measured.value)) of "
      + "\(Shown.number(all.value)) invocations, the cold starts of the rest are not in the costs"
  }
}
