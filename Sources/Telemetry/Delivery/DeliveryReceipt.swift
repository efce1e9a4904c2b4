/// How a delivery ended.
package struct DeliveryReceipt: Hashable, Sendable {
  package enum Status: String, Codable, Hashable, Sendable, CaseIterable {
    case delivered
    case failed
    /// Sent, and no clear answer came: it may have arrived, so it is not sent again by itself.
    case unclear
  }

  package let status: Status
  /// How often it was tried; 0 where it could not even be.
  package let attempts: Int
  package let seconds: Double
  /// One clause for the record, free of secrets: `HTTP 500, 4 times`, `the mail server refused the password`.
  package let detail: String?

  package init(status: Status, attempts: Int, seconds: Double, detail: String? = nil) {
    self.status = status
    self.attempts = attempts
    self.seconds = seconds
    self.detail = detail
  }
}
