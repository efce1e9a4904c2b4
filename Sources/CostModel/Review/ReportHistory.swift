/// Past runs of the scheduled report, the latest first.
package struct ReportHistory: Hashable, Sendable {
  package let runs: [ReportRun]

  package init(runs: [ReportRun]) { self.runs = runs }
}
