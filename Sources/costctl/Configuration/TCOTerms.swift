/// The user's own assumptions for the comparison of total cost.
struct TCOTerms: Hashable, Sendable {
  var horizonMonths: Int?
  /// A year; 0.08 is 8 %.
  var discountRate: Double?
  /// The preset of the on-prem node.
  var node: String?
  var growthPerMonth: Double?
  var electricityUSDPerKWh: Double?

  init() {}

  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    let section = try ConfigurationSection(
      node,
      keys: [
        "horizon_months", "discount_rate", "node", "growth_per_month", "electricity_usd_per_kwh",
      ])
    horizonMonths = try section.integer("horizon_months", in: 1...240)
    discountRate = try section.number("discount_rate", in: 0...1)
    self.node = try section.text("node")
    growthPerMonth = try section.number("growth_per_month", in: -1...1)
    electricityUSDPerKWh = try section.number("electricity_usd_per_kwh", in: 0...10)
  }
}
