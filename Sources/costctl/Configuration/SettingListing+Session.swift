import CostModel
import Reporting

extension SettingListing {
  /// Every key, its value in force and where that came from; no text where nothing is set.
  init(_ session: Session) throws {
    let configuration = session.configuration
    let file = session.configurationFile
    var rows = SettingRows(entries: configuration.entries)
    rows.add("db", try session.database())
    rows.add("config", ResolvedSetting(value: file?.path ?? "", origin: file?.origin ?? .default))
    rows.add("region", try session.region())
    rows.add("rules.stay_below", "\(configuration.rule.stayBelow.value)")
    rows.add("rules.repatriate_above", "\(configuration.rule.repatriateAbove.value)")
    rows.add("sizing", (configuration.sizing ?? .max).rawValue)
    rows.add("policy", (configuration.policy ?? .rule).rawValue)
    rows.add("redundancy", (configuration.redundancy ?? .none).rawValue)
    rows.add("runtime", (configuration.runtime ?? .llamaCpp).rawValue)
    rows.addAll(below: "accounts")
    rows.addAll(below: "workloads")
    rows.add("pricing.edp_discount", "\((configuration.pricing.discount ?? .zero).value)")
    rows.addAll(below: "pricing.overrides")
    rows.add("tco.horizon_months", "\(configuration.tco.horizonMonths ?? 36)")
    for key in ["discount_rate", "node", "growth_per_month", "electricity_usd_per_kwh"] {
      rows.add("tco.\(key)", nil)
    }
    rows.add("report.period", nil)
    rows.addAll(below: "report.deliver")
    self.init(settings: rows.settings)
  }
}

/// Rows under way: pairs each key with the line that set it.
private struct SettingRows {
  let entries: [ConfigurationEntry]
  var settings: [SettingListing.Setting] = []

  mutating func add(_ key: String, _ setting: ResolvedSetting<String>) {
    settings.append(
      SettingListing.Setting(key: key, value: setting.value, origin: "\(setting.origin)"))
  }

  /// The file's text for the key, else its default.
  mutating func add(_ key: String, _ standard: String?) {
    let entry = entries.first { $0.key == key }
    add(
      key,
      ResolvedSetting(
        value: entry?.value ?? standard ?? "", origin: entry.map { .file($0.location) } ?? .default)
    )
  }

  /// The values of a list or of a mapping with free keys; one empty row when there are none.
  mutating func addAll(below key: String) {
    let keys = entries.map(\.key).filter { $0.hasPrefix("\(key)[") || $0.hasPrefix("\(key).") }
    for key in keys.isEmpty ? [key] : keys { add(key, nil) }
  }
}
