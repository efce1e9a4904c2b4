/// How long reports are kept; one goes when it is beyond either limit.
package struct ReportRetention: Hashable, Sendable {
  package let runs: Int?
  package let days: Int?

  package init(runs: Int? = nil, days: Int? = nil) {
    self.runs = runs
    self.days = days
  }

  package static let standard = ReportRetention(runs: 52)
}
