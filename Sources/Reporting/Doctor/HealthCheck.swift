/// One thing that was looked at: what was found, and what to do where that is not good.
package struct HealthCheck: Hashable, Sendable {
  package enum Status: String, Sendable, CaseIterable {
    case ok, warn, fail
  }

  package let name: String
  package let status: Status
  package let found: String
  /// Nil when there is nothing to do.
  package let advice: String?

  package init(_ name: String, _ status: Status, _ found: String, advice: String? = nil) {
    self.name = name
    self.status = status
    self.found = found
    self.advice = advice
  }
}
