import CostModel

/// Turns the YAML tree into settings, key by key.
struct ConfigurationReader {
  let root: ConfigurationNode

  /// Keys of the whole file; those of commands to come are checked for spelling only.
  private static let keys = [
    "region", "rules", "sizing", "policy", "redundancy", "runtime", "accounts", "workloads",
    "pricing", "tco", "report",
  ]

  func configuration() throws -> Configuration {
    var found = Configuration()
    let entries = try root.entries(Self.keys)
    if let node = entries["region"] { found.region = Setting(try node.text(), from: node.origin) }
    if let node = entries["rules"] { found.rule = try rule(node) }
    if let node = entries["sizing"] {
      found.sizing = Setting(try node.choice(Sizing.self), from: node.origin)
    }
    if let node = entries["policy"] {
      found.policy = Setting(try node.choice(Policy.self), from: node.origin)
    }
    if let node = entries["redundancy"] {
      found.redundancy = Setting(try node.choice(Redundancy.self), from: node.origin)
    }
    if let node = entries["workloads"] { found.workloads = try node.elements().map(workload) }
    if let node = entries["pricing"] { found.pricing = try pricing(node) }
    return found
  }

  private func rule(_ node: ConfigurationNode) throws -> Setting<Rule> {
    let entries = try node.entries(["stay_below", "repatriate_above"])
    let low = try entries["stay_below"]?.number(in: 0...1) ?? Rule.standard.stayBelow.value
    let high =
      try entries["repatriate_above"]?.number(in: 0...1) ?? Rule.standard.repatriateAbove.value
    do {
      return Setting(
        try Rule(stayBelow: Ratio(low), repatriateAbove: Ratio(high)), from: node.origin)
    } catch {
      throw ConfigurationError.wrongValue(
        node.place, key: node.key, found: "\(low) and \(high)",
        wanted: "two thresholds with 0 < stay_below < repatriate_above < 1")
    }
  }

  private func workload(_ node: ConfigurationNode) throws -> WorkloadSettings {
    let entries = try node.entries([
      "match", "model", "quant", "prompt_tokens", "output_tokens", "init_seconds", "streaming",
      "durable",
    ])
    guard let match = entries["match"] else {
      throw ConfigurationError.missing(node.place, key: "\(node.key).match")
    }
    return WorkloadSettings(
      match: Glob(try match.text()), durable: try entries["durable"].map(durable),
      origin: node.origin)
  }

  private func durable(_ node: ConfigurationNode) throws -> DurableSettings {
    let entries = try node.entries(["checkpoints", "bytes_per_checkpoint", "retention_days"])
    return DurableSettings(
      retentionDays: try entries["retention_days"]?.integer(in: DurableLimits.retentionDays))
  }

  private func pricing(_ node: ConfigurationNode) throws -> PricingSettings {
    let entries = try node.entries(["edp_discount", "overrides"])
    var found = PricingSettings()
    if let discount = entries["edp_discount"] {
      found.discount = Setting(Ratio(try discount.number(in: 0...0.99)), from: discount.origin)
    }
    for (name, child) in try entries["overrides"]?.anyEntries() ?? [] {
      guard let key = PriceKey(name) else {
        throw ConfigurationError.wrongValue(
          child.place, key: child.key, found: "\"\(name)\"",
          wanted: "a price name such as ec2/us-east-1/c8g.xlarge/on-demand")
      }
      found.overrides[key] = Setting(
        USD(try child.number(in: 0...Double.greatestFiniteMagnitude)), from: child.origin)
    }
    return found
  }
}
