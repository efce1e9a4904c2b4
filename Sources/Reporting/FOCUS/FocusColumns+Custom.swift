import CostModel

extension FocusVersion {
  /// What FOCUS has no column for; empty where the product cannot tell.
  static let custom: [Column<FocusRow>] =
    scenario + savings + tokens

  private static let scenario: [Column<FocusRow>] = [
    Column("x_ScenarioId") { .text($0.scenario.id) },
    Column("x_ScenarioRole") { .text($0.scenario.isCurrent ? "current" : "candidate") },
    Column("x_IsEstimate") { _ in .flag(true) },
    Column("x_RecommendationId") { .text($0.scenario.recommendationId) },
    Column("x_Finding") { .text($0.scenario.recommendation?.analysis.tier.rawValue) },
    Column("x_FindingReasons") { row in
      .text(row.scenario.recommendation.map { $0.reasons.joined(separator: "; ") })
    },
    Column("x_Utilization") {
      .number($0.scenario.recommendation?.analysis.utilization.value)
    },
    Column("x_UtilizationP95") { _ in .missing },
    Column("x_Coverage") { .number($0.scenario.recommendation?.analysis.profile.coverage) },
    Column("x_BandProbability") { _ in .missing },
  ]

  private static let savings: [Column<FocusRow>] = [
    Column("x_SavingsMonthlyLow") { _ in .missing },
    Column("x_SavingsMonthlyMid") { .number($0.scenario.recommendation?.knownSaving) },
    Column("x_SavingsMonthlyHigh") { _ in .missing },
    Column("x_BreakEvenUtilization") {
      .number($0.scenario.recommendation?.chosen.breakevenUtilization)
    },
    Column("x_ImplementationEffort") {
      .text($0.scenario.recommendation.map { $0.effort.rawValue })
    },
    Column("x_RollbackPossible") { row in
      row.scenario.recommendation.map { .flag($0.isReversible) } ?? .missing
    },
  ]

  private static let tokens: [Column<FocusRow>] = [
    Column("x_ModelName") { _ in .missing },
    Column("x_TokensInput") { _ in .missing },
    Column("x_TokensOutput") { .number($0.scenario.outputTokens) },
    Column("x_CostPerMillionTokensUsage") { _ in .missing },
    Column("x_CostPerMillionTokensAllocation") {
      .number($0.scenario.perMillionOutputTokens)
    },
    Column("x_DurableMeter") { .text($0.durableMeter) },
    Column("x_PriceBookId") { _ in .missing },
    Column("x_RunId") { _ in .missing },
  ]
}

extension FocusRow {
  /// `operations`, `written` or `retained` where the row is about durable state.
  fileprivate var durableMeter: String? {
    sku.id.split(separator: "/").dropFirst(2).first == "durable"
      ? sku.id.split(separator: "/").last.map(String.init) : nil
  }
}
