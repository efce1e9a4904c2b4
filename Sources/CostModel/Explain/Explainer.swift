/// Takes a recommendation apart into formulas.
package struct Explainer: Sendable {
  package let prices: PriceBook
  package let settings: RecommendationSettings
  package let origins: SettingOrigins

  package init(prices: PriceBook, settings: RecommendationSettings, origins: SettingOrigins) {
    self.prices = prices
    self.settings = settings
    self.origins = origins
  }

  package func explain(_ recommendation: Recommendation) -> Explanation {
    let analysis = recommendation.analysis
    let usage = UsageExplainer(analysis: analysis, rule: settings.rule, origins: origins)
    let bill = BillExplainer(analysis: analysis, prices: prices, origins: origins)
    let options = OptionExplainer(
      recommendation: recommendation, prices: prices, redundancy: settings.redundancy,
      origins: origins)
    let lines = LinesExplainer(
      prices: prices, region: analysis.profile.workload.region,
      architecture: analysis.profile.configuration.billedArchitecture)
    let state = StateExplainer(analysis: analysis, prices: prices, lines: lines)
    let starts = ColdStartExplainer(analysis: analysis, lines: lines)
    let advice = AdviceExplainer(
      recommendation: recommendation, prices: prices, origins: origins)
    let main = usage.figures + bill.figures + options.figures + Self.saving(recommendation)
    return Explanation(
      recommendation: recommendation,
      figures: main + FlipExplainer(recommendation: recommendation).figures
        + (state.figures + starts.figures + advice.figures).map(\.detail))
  }

  private static func saving(_ recommendation: Recommendation) -> [Explanation.Figure] {
    let then =
      recommendation.chosen.name == "lambda"
      ? "monthly cost now" : "monthly cost of \(recommendation.chosen.name)"
    return [
      .init(
        name: "monthly saving", value: recommendation.monthlySaving.value, unit: USD.unit,
        formula: .difference(
          .figure("monthly cost now", recommendation.monthlyCostNow),
          .figure(then, recommendation.monthlyCostThen)))
    ]
  }
}

extension Expression {
  static func metric(_ name: String, _ value: Double, _ unit: String, _ source: String) -> Self {
    .input(ExplainedInput(name, value, unit, .metric, source))
  }

  /// Another figure of the same explanation.
  static func figure<Unit: Quantity>(_ name: String, _ value: Unit) -> Self {
    .input(ExplainedInput(name, value.value, Unit.unit, .figure, "explained as \(name)"))
  }

  static func method(_ name: String, _ value: Double, _ unit: String, _ source: String) -> Self {
    .input(ExplainedInput(name, value, unit, .method, source))
  }

  /// A price in force, with its source, its day and how sure it is; nil where there is none.
  static func price(_ key: PriceKey, in prices: PriceBook) -> Self? {
    guard let entry = prices.entries[key], let tier = entry.tiers.first else { return nil }
    let isGiven = entry.status == .override || entry.unit == Ratio.unit
    let kept = isGiven ? 1 : 1 - prices.discount.value
    let discount =
      kept == 1 ? "" : ", less \(Shown.percent(prices.discount)) of pricing.edp_discount"
    return .input(
      ExplainedInput(
        "price of \(key)", tier.usd * kept, "USD per \(entry.unit)", .price,
        "\(key), \(entry.status.rawValue), in force \(entry.effective): \(entry.source)\(discount)")
    )
  }
}
