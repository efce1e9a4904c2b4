/// The latest report that advised one change of one workload, and what held of the workload then.
package struct PastAdvice: Hashable, Sendable {
  package let period: ReportPeriod
  package let verdict: WorkloadVerdict

  package init(period: ReportPeriod, verdict: WorkloadVerdict) {
    self.period = period
    self.verdict = verdict
  }
}
