import CostModel

/// What a reader wants first: how much, how sure, how complete.
struct EditionTotals {
  let report: RecommendationReport

  /// Of the advised workloads and those without a price together.
  func count(of tier: Tier) -> Int { report.rows.count { $0.tier == tier } }

  /// `12 lambda, 3 reserved, 1 repatriate`.
  var tiers: String {
    Tier.allCases.map { "\(count(of: $0)) \($0.rawValue)" }.joined(separator: ", ")
  }

  /// Saving against the present cost; nil where nothing is paid.
  var savingShare: Ratio? {
    report.monthlyCostNow > .zero ? Ratio(report.monthlySaving / report.monthlyCostNow) : nil
  }

  /// Share of the window that was covered, over the workloads; nil without any.
  var coverage: Ratio? {
    let shares = report.recommendations.map(\.analysis.profile.coverage.value)
    return shares.isEmpty ? nil : Ratio(shares.reduce(0, +) / Double(shares.count))
  }

  /// Workloads seen for too little of the window.
  var seenTooLittle: Int {
    report.recommendations.count { $0.analysis.profile.coverage < Firmness.sufficientCoverage }
  }

  var money: String {
    let share = savingShare.map { " (\($0.percent))" } ?? ""
    let missing = report.unpriced.isEmpty ? "" : ", \(report.unpriced.count) without a cost"
    let (now, then) = (report.monthlyCostNow.shown, report.monthlyCostThen.shown)
    return "\(now) a month now, \(then) as advised: saving \(report.monthlySaving.shown) a month"
      + share + missing
  }

  var completeness: String {
    guard let coverage else { return "No workload could be priced." }
    let few =
      seenTooLittle == 0
      ? "" : "; \(seenTooLittle.of("workload")) under \(Firmness.sufficientCoverage.percent)"
    return "Samples cover \(coverage.percent) of the window\(few)"
  }
}
