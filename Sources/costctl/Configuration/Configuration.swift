import CostModel

/// Everything `costctl.yaml` may say; nil and empty where it is silent.
struct Configuration: Hashable, Sendable {
  var region: String?
  var thresholds = Thresholds()
  var sizing: Sizing?
  var policy: Policy?
  var redundancy: Redundancy?
  var runtime: TokenRuntime?
  var accounts: [PulledAccount] = []
  /// The first match wins.
  var workloads: [WorkloadTerms] = []
  var pricing = PricingTerms()
  var tco = TCOTerms()
  var report = ReportTerms()
  /// Each value the file sets, in its order.
  var entries: [ConfigurationEntry] = []

  var rule: Rule { thresholds.rule }

  /// The terms of the first pattern that fits the function's name.
  func terms(for workload: Workload) -> WorkloadTerms? {
    workloads.first { $0.match.matches(workload.name) }
  }
}

/// One value as written in the file.
struct ConfigurationEntry: Hashable, Sendable {
  /// The path to it, `workloads[0].durable.retention_days`.
  let key: String
  /// As written.
  let value: String
  let location: ConfigurationLocation
}

/// The two thresholds of the rule, each with its default.
struct Thresholds: Hashable, Sendable {
  var stayBelow: Double?
  var repatriateAbove: Double?
  var rule = Rule.standard
}
