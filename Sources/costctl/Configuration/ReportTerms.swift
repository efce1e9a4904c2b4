import CostModel

/// The scheduled report: how often, and where it goes.
struct ReportTerms: Hashable, Sendable {
  var period: ReportCadence?
  var deliveries: [Delivery] = []
  var keep: ReportRetention?
  /// Where node_exporter's textfile collector looks.
  var metricsFile: String?

  static let keys = ["period", "deliver", "keep", "metrics_file"]

  init() {}

  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    let section = try ConfigurationSection(node, keys: Self.keys)
    period = try section.choice("period")
    deliveries = try section.list("deliver", Delivery.init)
    keep = try section.optional("keep", Self.retention)
    metricsFile = try section.text("metrics_file")
  }

  private static func retention(_ node: ConfigurationNode) throws(ConfigurationError)
    -> ReportRetention
  {
    let section = try ConfigurationSection(node, keys: ["runs", "days"])
    let retention = ReportRetention(
      runs: try section.integer("runs", in: 1...100_000),
      days: try section.integer("days", in: 1...36_500))
    guard retention.runs != nil || retention.days != nil else {
      throw node.refused("it takes a limit, such as runs: 52 or days: 365")
    }
    return retention
  }
}
