import CostModel

/// Everything `costctl.yaml` can say, defaults filled in.
struct Configuration {
  var region = Setting("us-east-1", from: .standard)
  var rule = Setting(Rule.standard, from: .standard)
  var sizing = Setting(Sizing.max, from: .standard)
  var policy = Setting(Policy.rule, from: .standard)
  var redundancy = Setting(Redundancy.none, from: .standard)
  var workloads: [WorkloadSettings] = []
  var pricing = PricingSettings()
}

/// What the user knows of the workloads a pattern matches; the first match wins.
struct WorkloadSettings: Sendable {
  let match: Glob
  let durable: DurableSettings?
  let origin: Origin
}

/// How a workload's durable executions keep state.
struct DurableSettings: Sendable {
  let retentionDays: Int?
}

/// The user's own prices.
struct PricingSettings {
  var discount = Setting(Ratio.zero, from: .standard)
  var overrides: [PriceKey: Setting<USD>] = [:]
}
