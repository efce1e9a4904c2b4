/// Holds a report against the earlier ones.
package struct ReportComparison: Sendable {
  /// The report before; nil of the first.
  package let last: PastReport?
  /// Every change ever advised, by workload and option as it was advised last.
  package let advice: [PastAdvice]
  /// Functions that have been deleted since.
  package let removed: Set<Workload>
  package let rule: Rule

  package init(last: PastReport?, advice: [PastAdvice], removed: Set<Workload>, rule: Rule) {
    self.last = last
    self.advice = advice
    self.removed = removed
    self.rule = rule
  }

  /// What a later report is to compare with: all that was priced and still exists.
  package func remembered(of report: RecommendationReport) -> [WorkloadVerdict] {
    report.recommendations.map(WorkloadVerdict.init).filter { !removed.contains($0.workload) }
  }

  package func changes(in report: RecommendationReport) -> ReportChanges {
    let now = Dictionary(
      report.recommendations.map { ($0.analysis.profile.workload, Current($0)) }
    ) { first, _ in first }
    let savings = RealizedSavings(advice: advice, removed: removed).savings(
      of: now.mapValues(\.verdict))
    guard let last else { return ReportChanges(since: nil, realized: savings) }
    let before = Dictionary(last.verdicts.map { ($0.workload, $0) }) { first, _ in first }
    let unpriced = Set(report.unpriced.map(\.workload))
    let pairs = before.compactMap { workload, old in now[workload].map { (old, $0) } }
      .filter { !removed.contains($0.0.workload) }
    return ReportChanges(
      since: last.period,
      appeared: now.values.map(\.verdict).filter {
        $0.hasTraffic && before[$0.workload]?.hasTraffic != true
      }.sorted(by: Self.dearestFirst),
      gone: before.values.filter { old in
        old.hasTraffic && !unpriced.contains(old.workload)
          && hasEnded(old.workload, now[old.workload]?.verdict)
      }.sorted(by: Self.dearestFirst),
      verdicts: pairs.compactMap { VerdictChange(from: $0, to: $1.recommendation, rule: rule) }
        .sorted { $0.after.workload < $1.after.workload },
      costs: pairs.compactMap { CostDifference(from: $0, to: $1.verdict) }
        .sorted(by: CostDifference.largestFirst),
      realized: savings)
  }

  /// Deleted, or seen well and silent; what nobody looked at has not ended.
  private func hasEnded(_ workload: Workload, _ now: WorkloadVerdict?) -> Bool {
    if removed.contains(workload) { return true }
    return now.map { !$0.hasTraffic && $0.isComparable } ?? true
  }

  private static func dearestFirst(_ left: WorkloadVerdict, _ right: WorkloadVerdict) -> Bool {
    left.monthlyCostNow == right.monthlyCostNow
      ? left.workload < right.workload : left.monthlyCostNow > right.monthlyCostNow
  }

  private struct Current {
    let recommendation: Recommendation
    let verdict: WorkloadVerdict

    init(_ recommendation: Recommendation) {
      self.recommendation = recommendation
      verdict = WorkloadVerdict(recommendation)
    }
  }
}

extension WorkloadVerdict {
  var hasTraffic: Bool { invocationsPerMonth > .zero }
}
