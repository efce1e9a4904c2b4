/// One way a report goes, and how far it got.
package struct DeliveryRecord: Hashable, Sendable {
  package enum Status: String, Codable, Hashable, Sendable, CaseIterable {
    /// Recorded before anything is sent: what a killed run leaves.
    case sending
    case delivered
    case failed
    /// It may have arrived.
    case unclear
    /// Its condition did not hold.
    case skipped
  }

  /// Free of secrets; one of a report's deliveries has it.
  package let target: String
  package let status: Status
  /// Over all runs of the report.
  package let attempts: Int
  package let duration: Duration?
  /// One clause; nil where there is nothing to say.
  package let detail: String?
  package let at: Instant

  package init(
    target: String, status: Status, attempts: Int, duration: Duration? = nil,
    detail: String? = nil, at: Instant
  ) {
    self.target = target
    self.status = status
    self.attempts = attempts
    self.duration = duration
    self.detail = detail
    self.at = at
  }
}
