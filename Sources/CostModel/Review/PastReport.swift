/// What an earlier report said of all workloads.
package struct PastReport: Hashable, Sendable {
  package let period: ReportPeriod
  package let verdicts: [WorkloadVerdict]

  package init(period: ReportPeriod, verdicts: [WorkloadVerdict]) {
    self.period = period
    self.verdicts = verdicts
  }
}
