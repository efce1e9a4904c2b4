import CostModel

/// The scheduled report: how often, and where it goes.
struct ReportTerms: Hashable, Sendable {
  enum Period: String, Hashable, Sendable, CaseIterable { case daily, weekly, monthly }

  var period: Period?
  var deliveries: [Delivery] = []

  init() {}

  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    let section = try ConfigurationSection(node, keys: ["period", "deliver"])
    period = try section.choice("period")
    deliveries = try section.list("deliver", Delivery.init)
  }
}

/// One place a report is sent to, and when.
struct Delivery: Hashable, Sendable {
  enum Target: Hashable, Sendable {
    /// `{period}` in the path stands for the report's period.
    case file(String)
    case s3(String)
    /// The name of the environment variable that holds the address: secrets stay out of the file.
    case slack(variable: String)
    case email(Email)
  }

  enum Condition: Hashable, Sendable {
    case always
    /// A tier changed since the last report.
    case change
    case savingAbove(USD)
  }

  struct Email: Hashable, Sendable {
    let to: [String]
    let smtp: String
    let passwordFile: String?
  }

  let target: Target
  let condition: Condition
}
