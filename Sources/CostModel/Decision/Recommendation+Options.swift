extension RecommendationReport {
  /// The same advice with so many options of each workload, the cheapest first.
  ///
  /// The chosen one, staying and on-prem are always among them.
  package func keeping(options count: Int) -> Self {
    Self(
      window: window, policy: policy, rule: rule,
      recommendations: recommendations.map { $0.keeping(options: count) }, unpriced: unpriced,
      assumptions: assumptions)
  }
}

extension Recommendation {
  fileprivate func keeping(options count: Int) -> Self {
    let lasting = [chosen.name, "lambda", OnPremisesPricing.name]
    let kept = options.enumerated().filter {
      $0.offset < count || lasting.contains($0.element.name)
    }
    return Self(
      analysis: analysis, chosen: chosen, cheapest: cheapest,
      ruleAndPriceAgree: ruleAndPriceAgree, options: kept.map(\.element),
      monthlyCostNow: monthlyCostNow, reasons: reasons, risks: risks, action: action,
      inference: inference, probabilityCheapest: probabilityCheapest, flips: flips,
      onPremises: onPremises)
  }
}
