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
