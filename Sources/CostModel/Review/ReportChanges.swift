/// What is different from the last report.
package struct ReportChanges: Hashable, Sendable {
  /// The report compared with; nil of the first.
  package let since: ReportPeriod?
  package let appeared: [WorkloadVerdict]
  package let gone: [WorkloadVerdict]
  package let verdicts: [VerdictChange]
  /// The bill against what the last report expected of it, the largest difference first.
  package let costs: [CostDifference]
  /// Advice of earlier reports that was followed, with what it saves.
  package let realized: [RealizedSaving]

  package init(
    since: ReportPeriod?, appeared: [WorkloadVerdict] = [], gone: [WorkloadVerdict] = [],
    verdicts: [VerdictChange] = [], costs: [CostDifference] = [], realized: [RealizedSaving] = []
  ) {
    self.since = since
    self.appeared = appeared
    self.gone = gone
    self.verdicts = verdicts
    self.costs = costs
    self.realized = realized
  }
}
