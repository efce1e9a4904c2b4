/// A step of the job that failed, and what the report lacks for it.
package struct ReportGap: Hashable, Sendable {
  package enum Step: String, Codable, Hashable, Sendable, CaseIterable {
    case pull, analyze, recommend, tco, compare
  }

  package let step: Step
  /// One sentence: what failed and why.
  package let reason: String

  package init(step: Step, reason: String) {
    self.step = step
    self.reason = reason
  }
}
