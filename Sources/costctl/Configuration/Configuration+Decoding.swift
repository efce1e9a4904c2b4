import CostModel
import Yams

extension Configuration {
  static let keys = [
    "region", "rules", "sizing", "policy", "redundancy", "runtime", "accounts", "workloads",
    "pricing", "tco", "report",
  ]

  /// Reads one YAML document; an empty one sets nothing.
  init(yaml: String, file: String) throws(ConfigurationError) {
    self.init()
    guard let root = try Self.compose(yaml, file: file) else { return }
    let node = ConfigurationNode(node: root, path: "", file: file)
    let section = try ConfigurationSection(node, keys: Self.keys)
    region = try section.optional("region", Self.region)
    thresholds =
      try section.optional("rules") { node throws(ConfigurationError) in
        try Thresholds(node)
      } ?? Thresholds()
    sizing = try section.choice("sizing")
    policy = try section.choice("policy")
    redundancy = try section.choice("redundancy")
    runtime = try section.choice("runtime")
    accounts = try section.list("accounts", PulledAccount.init)
    workloads = try section.list("workloads", WorkloadTerms.init)
    pricing = try section.optional("pricing", PricingTerms.init) ?? PricingTerms()
    tco = try section.optional("tco", TCOTerms.init) ?? TCOTerms()
    report = try section.optional("report", ReportTerms.init) ?? ReportTerms()
    entries = node.leaves()
  }

  /// A region's name, `eu-central-1`.
  static func region(_ node: ConfigurationNode) throws(ConfigurationError) -> String {
    let name = try node.text()
    guard let region = RegionName(name) else { throw node.refused(RegionName.refusal(of: name)) }
    return region.name
  }

  private static func compose(_ yaml: String, file: String) throws(ConfigurationError) -> Node? {
    do {
      return try Yams.compose(yaml: yaml)
    } catch let error as YamlError {
      throw ConfigurationError(error, file: file)
    } catch {
      throw .unreadable(file: file, reason: "\(error)")
    }
  }
}

extension Thresholds {
  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    let section = try ConfigurationSection(node, keys: ["stay_below", "repatriate_above"])
    stayBelow = try section.optional("stay_below", Self.share)
    repatriateAbove = try section.optional("repatriate_above", Self.share)
    do {
      rule = try Rule(
        stayBelow: stayBelow.map { Ratio($0) } ?? Rule.standard.stayBelow,
        repatriateAbove: repatriateAbove.map { Ratio($0) } ?? Rule.standard.repatriateAbove)
    } catch {
      throw node.refused("\(error)")
    }
  }

  private static func share(_ node: ConfigurationNode) throws(ConfigurationError) -> Double {
    try node.number(in: 0...1)
  }
}
