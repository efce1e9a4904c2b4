package import CostModel

extension RecommendationReport {
  package func csv() -> [UInt8] { [UInt8](csv: Self.csvColumns, of: rows) }

  private static var csvColumns: [Column<Row>] {
    [Column("rank") { .number($0.rank) }]
      + Column.identity(
        "workload", of: { $0.workload },
        configuration: { $0.recommendation?.analysis.profile.configuration })
      + [
        Column("tier") { .text($0.tier.rawValue) },
        Column("firmness") { .text($0.recommendation?.analysis.firmness.rawValue) },
      ]
      + Column.utilization { $0.recommendation?.analysis.utilization }
      + decisionColumns + tokenColumns
      + [
        Column("reasons") { .text($0.reasons.joined(separator: "; ")) },
        Column("risks") { .text($0.recommendation?.risks.joined(separator: "; ")) },
        Column("action") { .text($0.recommendation?.action) },
        Column("findings") { .text($0.recommendation?.analysis.findings.codes) },
      ]
  }

  private static var tokenColumns: [Column<Row>] {
    [
      Column("model") { .text($0.advice?.request.model.name) },
      Column("quant") { .text($0.advice?.request.model.quantization.name) },
      Column("prompt_tokens") { .number($0.advice?.request.prompt) },
      Column("output_tokens") { .number($0.advice?.request.output) },
      Column("decode_tokens_per_second_low") { .number($0.advice?.rates.decode.low) },
      Column("decode_tokens_per_second_mid") { .number($0.advice?.rates.decode.mid) },
      Column("decode_tokens_per_second_high") { .number($0.advice?.rates.decode.high) },
      Column("token_rate_provenance") { .text($0.advice?.rates.provenance.rawValue) },
      Column("cheapest_memory_mb") { .number($0.advice?.memory?.cheapest.memory) },
      Column("fastest_memory_mb") { .number($0.advice?.memory?.fastest.memory) },
      Column("bedrock_monthly_cost") { .number($0.advice?.bedrock?.monthlyCost) },
      Column("why_no_token_rates") { .text($0.tokenGap?.description) },
    ]
  }

  private static var decisionColumns: [Column<Row>] {
    [
      Column("chosen_option") { .text($0.recommendation?.chosen.name) },
      Column("chosen_monthly_cost") { .number($0.recommendation?.chosen.monthlyCost) },
      Column("chosen_per_million_output_tokens") {
        .number($0.recommendation?.chosen.perMillionOutputTokens)
      },
      Column("chosen_request_seconds") { .number($0.recommendation?.chosen.requestSeconds) },
      Column("chosen_breakeven_utilization") {
        .number($0.recommendation?.chosen.breakevenUtilization)
      },
      Column("chosen_instances") { .number($0.recommendation?.chosen.instances) },
      Column("chosen_provenance") { .text($0.recommendation?.chosen.provenance.rawValue) },
      Column("monthly_cost_now") { .number($0.recommendation?.monthlyCostNow) },
      Column("monthly_cost_then") { .number($0.recommendation?.chosen.monthlyCost) },
      Column("monthly_saving") { .number($0.recommendation?.knownSaving) },
      Column("cheapest_option") { .text($0.recommendation?.cheapest.name) },
      Column("cheapest_monthly_cost") { .number($0.recommendation?.cheapest.monthlyCost) },
      Column("rule_and_price_agree") { row in
        row.recommendation.map { .flag($0.ruleAndPriceAgree) } ?? .missing
      },
    ]
  }
}

extension RecommendationReport.Row {
  /// Why the advice, or why there is none.
  fileprivate var reasons: [String] {
    switch self {
    case .advised(_, let recommendation): recommendation.reasons
    case .unpriced(let item): [item.reason]
    }
  }
}
