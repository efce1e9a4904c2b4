/// What the user may turn in an analysis.
package struct AnalysisSettings: Sendable {
  package var rule: Rule
  package var sizing: Sizing
  package var appliesFreeTier: Bool
  /// Seed of the bootstrap: the same seed and samples give the same interval.
  package var seed: UInt64
  /// Durable retention from the configuration, where the inventory does not say.
  package var durableRetention: @Sendable (Workload) -> Int?

  package init(
    rule: Rule = .standard, sizing: Sizing = .max, appliesFreeTier: Bool = false,
    seed: UInt64 = 20_260_105,
    durableRetention: @escaping @Sendable (Workload) -> Int? = { _ in nil }
  ) {
    self.rule = rule
    self.sizing = sizing
    self.appliesFreeTier = appliesFreeTier
    self.seed = seed
    self.durableRetention = durableRetention
  }
}
