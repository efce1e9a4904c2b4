import CostModel
import Pricing
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
    try rows.addInputs(of: configuration.tco.node)
    rows.add("report.period", ReportCadence.standard.rawValue)
    rows.addAll(below: "report.deliver")
    let keep = configuration.report.keep ?? .standard
    rows.add("report.keep.runs", keep.runs.map { "\($0)" })
    rows.add("report.keep.days", keep.days.map { "\($0)" })
    rows.add("report.metrics_file", nil)
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

  /// Every input of `tco` with the figure the node in force has for it.
  mutating func addInputs(of node: String?) throws {
    let catalogue = try Catalogue.onPremises()
    let name = node ?? OnPremisesCatalogue.standardNode
    add("tco.\(TCOTerms.nodeKey)", name)
    let figures = catalogue.figures + (catalogue.node(named: name)?.figures ?? [])
    for key in TCOKey.allCases {
      let standard = figures.last { $0.key == key }?.value
      add("tco.\(key.rawValue)", standard.map { key.isWhole ? "\(Int($0))" : "\($0)" })
    }
  }

  /// The values of a list or of a mapping with free keys; one empty row when there are none.
  mutating func addAll(below key: String) {
    let keys = entries.map(\.key).filter { $0.hasPrefix("\(key)[") || $0.hasPrefix("\(key).") }
    for key in keys.isEmpty ? [key] : keys { add(key, nil) }
  }
}
