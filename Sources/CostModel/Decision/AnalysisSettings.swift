/// What the user may turn in an analysis.
package struct AnalysisSettings: Sendable {
  package var rule: Rule
  package var sizing: Sizing
  package var appliesFreeTier: Bool
  /// Seed of the bootstrap: the same seed and samples give the same interval.
  package var seed: UInt64
  /// What the configuration says of a workload, where neither metrics nor inventory do.
  package var stated: @Sendable (Workload) -> StatedTerms

  package init(
    rule: Rule = .standard, sizing: Sizing = .max, appliesFreeTier: Bool = false,
    seed: UInt64 = 20_260_105,
    stated: @escaping @Sendable (Workload) -> StatedTerms = { _ in StatedTerms() }
  ) {
    self.rule = rule
    self.sizing = sizing
    self.appliesFreeTier = appliesFreeTier
    self.seed = seed
    self.stated = stated
  }
}

/// What the user says of one workload's state and starts.
package struct StatedTerms: Hashable, Sendable {
  package let durable: StatedDurableState?
  package let coldStart: StatedColdStart

  package init(
    durable: StatedDurableState? = nil, coldStart: StatedColdStart = StatedColdStart()
  ) {
    self.durable = durable
    self.coldStart = coldStart
  }
}
