import CostModel

/// Every key, its value in force, and where that came from: what `config show` prints.
struct SettingsReview: Hashable, Sendable {
  struct Row: Hashable, Sendable {
    let key: String
    /// Nil where nothing is set and there is no default.
    let value: SettingValue?
    let origin: SettingOrigin
  }

  let rows: [Row]

  init(_ session: Session) throws {
    let database = try session.database()
    let region = try session.region()
    let file = session.configurationFile
    let configuration = session.configuration
    var rows = [
      Row(key: "db", value: .text(database.value), origin: database.origin),
      Row(
        key: "config", value: (file?.path).map { .text($0) }, origin: file?.origin ?? .default),
      Row(key: "region", value: .text(region.value), origin: region.origin),
    ]
    var review = Review(session: session)
    review.add("rules.stay_below", .number(configuration.rule.stayBelow.value))
    review.add("rules.repatriate_above", .number(configuration.rule.repatriateAbove.value))
    review.add("sizing", .text((configuration.sizing ?? .max).rawValue))
    review.add("policy", .text((configuration.policy ?? .rule).rawValue))
    review.add("redundancy", .text((configuration.redundancy ?? .none).rawValue))
    review.add("runtime", .text((configuration.runtime ?? .llamaCpp).rawValue))
    review.addAll(below: "accounts")
    review.addAll(below: "workloads")
    review.add("pricing.edp_discount", .number((configuration.pricing.discount ?? .zero).value))
    review.addAll(below: "pricing.overrides")
    review.add("tco.horizon_months", .number(Double(configuration.tco.horizonMonths ?? 36)))
    review.add("tco.discount_rate", configuration.tco.discountRate.map { .number($0) })
    review.add("tco.node", configuration.tco.node.map { .text($0) })
    review.add("tco.growth_per_month", configuration.tco.growthPerMonth.map { .number($0) })
    review.add(
      "tco.electricity_usd_per_kwh", configuration.tco.electricityUSDPerKWh.map { .number($0) })
    review.add("report.period", (configuration.report.period?.rawValue).map { .text($0) })
    review.addAll(below: "report.deliver")
    rows += review.rows
    self.rows = rows
  }

  /// Pairs each key with the line that set it.
  private struct Review {
    let session: Session
    var rows: [Row] = []

    mutating func add(_ key: String, _ value: SettingValue?) {
      let entry = session.configuration.entries.first { $0.key == key }
      rows.append(Row(key: key, value: value, origin: entry.map { .file($0.location) } ?? .default))
    }

    /// The values of a list or of a mapping with free keys; one empty row when there are none.
    mutating func addAll(below key: String) {
      let entries = session.configuration.entries.filter {
        $0.key.hasPrefix("\(key)[") || $0.key.hasPrefix("\(key).")
      }
      if entries.isEmpty { rows.append(Row(key: key, value: nil, origin: .default)) }
      for entry in entries {
        rows.append(
          Row(key: entry.key, value: entry.value, origin: .file(entry.location)))
      }
    }
  }
}
