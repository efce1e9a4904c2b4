/// Another tier or option than last time, and the figure that moved it.
package struct VerdictChange: Hashable, Sendable {
  package let before: WorkloadVerdict
  package let after: WorkloadVerdict
  /// One sentence with the numbers: utilization from 12 % to 19 %, over the threshold of 15 %.
  package let reason: String

  package init(before: WorkloadVerdict, after: WorkloadVerdict, reason: String) {
    self.before = before
    self.after = after
    self.reason = reason
  }
}
