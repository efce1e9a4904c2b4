import CostModel

/// One place a report is sent to, and when.
struct Delivery: Hashable, Sendable {
  enum Target: Hashable, Sendable {
    /// A folder, which ends in `/`, or a file; `{period}` in it stands for the report's period.
    case file(String)
    /// `key` as the path of a file; empty for the top of the bucket.
    case s3(bucket: String, key: String)
    case slack(SecretReference)
    case webhook(url: SecretReference, key: SecretReference?)
    case email(Email)
  }

  enum Condition: Hashable, Sendable {
    case always
    /// A tier changed since the last report.
    case change
    case savingAbove(USD)
  }

  struct Email: Hashable, Sendable {
    /// Nil for the user, where that is an address, else the first receiver.
    let from: String?
    let to: [String]
    let smtp: String
    /// Nil for the sender.
    let user: String?
    let password: SecretReference?
  }

  /// The longest an exchange with the receiver may take, its answer included.
  static let standardTimeout = Duration.seconds(90)

  let target: Target
  let condition: Condition
  let timeout: Duration

  init(target: Target, condition: Condition, timeout: Duration = standardTimeout) {
    self.target = target
    self.condition = condition
    self.timeout = timeout
  }
}
