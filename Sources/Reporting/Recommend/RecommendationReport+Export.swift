package import CostModel

/// Recommendations in the shape of AWS Cost Optimization Hub's list, for the tools finance already has.
package struct RecommendationExport: Sendable {
  let report: RecommendationReport

  package init(_ report: RecommendationReport) { self.report = report }

  package func csv(in context: RenderContext) -> [UInt8] {
    [UInt8](csv: columns(in: context), of: report.recommendations)
  }

  package func json(in context: RenderContext) -> [UInt8] {
    let capacity = 2048 * (report.recommendations.count + 1)
    return JSONWriter.document(
      schema: "costctl/export-recommendations/v1", in: context, capacity: capacity
    ) {
      $0.window(report.window)
      $0.member("currency_code", "USD")
      $0.rows("recommendations", report.recommendations) { $0.exported($1) }
    }
  }

  private func columns(in context: RenderContext) -> [Column<Recommendation>] {
    let days = Double(report.window.seconds) / 86_400
    return Self.identity + Self.change + Self.money
      + [
        Column("currency_code") { _ in .text("USD") },
        Column("cost_calculation_lookback_period_in_days") { _ in .number(days) },
        Column("last_refresh_timestamp") { _ in .text(context.generatedAt.iso8601) },
        Column("source") { _ in .text("costctl") },
      ]
  }

  private static let identity: [Column<Recommendation>] = [
    Column("recommendation_id") { .text($0.identifier) },
    Column("account_id") { .text($0.analysis.profile.workload.account) },
    Column("region") { .text($0.analysis.profile.workload.region) },
    Column("resource_id") { .text($0.resourceId) },
    Column("resource_name") { .text($0.analysis.profile.workload.name) },
    Column("current_resource_type") { _ in .text("LambdaFunction") },
    Column("current_resource_summary") { .text($0.analysis.profile.configuration.shown) },
  ]

  private static let change: [Column<Recommendation>] = [
    Column("action_type") { .text($0.recommendedAction.rawValue) },
    Column("recommended_option") { .text($0.chosen.name) },
    Column("recommended_instances") { .number($0.chosen.instances) },
    Column("implementation_effort") { .text($0.effort.rawValue) },
    Column("restart_needed") { .flag($0.recommendedAction != .keep) },
    Column("rollback_possible") { .flag($0.isReversible) },
    Column("tier") { .text($0.analysis.tier.rawValue) },
    Column("firmness") { .text($0.analysis.firmness.rawValue) },
    Column("utilization") { .number($0.analysis.utilization.value) },
    Column("action") { .text($0.action) },
  ]

  private static let money: [Column<Recommendation>] = [
    Column("estimated_monthly_cost_before") { .number($0.monthlyCostNow) },
    Column("estimated_monthly_cost_after") { .number($0.chosen.monthlyCost) },
    Column("estimated_monthly_savings") { .number($0.knownSaving) },
    Column("estimated_savings_percentage") { .number($0.savedShare.map { $0 * 100 }) },
    Column("rests_on_unverified_price") { .flag($0.restsOnUnverifiedPrice) },
  ]
}

extension Recommendation {
  /// Saving over the cost now; nil where nothing is paid or nothing known.
  var savedShare: Double? {
    monthlyCostNow > .zero ? knownSaving.map { $0 / monthlyCostNow } : nil
  }
}

extension JSONWriter {
  fileprivate mutating func exported(_ recommendation: Recommendation) {
    let analysis = recommendation.analysis
    member("recommendation_id", recommendation.identifier)
    member("account_id", analysis.profile.workload.account)
    member("region", analysis.profile.workload.region)
    member("resource_id", recommendation.resourceId)
    member("resource_name", analysis.profile.workload.name)
    member("current_resource_type", "LambdaFunction")
    member("current_resource_summary", analysis.profile.configuration.shown)
    member("action_type", recommendation.recommendedAction.rawValue)
    member("recommended_option", recommendation.chosen.name)
    member("recommended_instances", recommendation.chosen.instances)
    member("implementation_effort", recommendation.effort.rawValue)
    member("restart_needed", recommendation.recommendedAction != .keep)
    member("rollback_possible", recommendation.isReversible)
    member("tier", analysis.tier.rawValue)
    member("firmness", analysis.firmness.rawValue)
    member("utilization", analysis.utilization.value)
    member("action", recommendation.action)
    member("estimated_monthly_cost_before", recommendation.monthlyCostNow)
    member("estimated_monthly_cost_after", recommendation.chosen.monthlyCost)
    member("estimated_monthly_savings", recommendation.knownSaving)
    member("estimated_savings_percentage", recommendation.savedShare.map { $0 * 100 })
    member("rests_on_unverified_price", recommendation.restsOnUnverifiedPrice)
    strings("reasons", recommendation.reasons)
    strings("risks", recommendation.risks)
  }
}
