/// Weighs the options of one workload and words the advice.
struct Decision {
  let analysis: WorkloadAnalysis
  let now: LambdaCost
  /// Feasible ones first, by cost.
  let options: [PlacementOption]
  let settings: RecommendationSettings

  var advice: Recommendation {
    Recommendation(
      analysis: analysis, chosen: chosen, cheapest: cheapest, ruleAndPriceAgree: rulesAgree,
      options: options, monthlyCostNow: now.total, reasons: reasons, risks: risks, action: action)
  }

  /// Staying on Lambda is always feasible, so there is always a cheapest.
  var cheapest: PlacementOption { feasible.first ?? stay }

  var stay: PlacementOption {
    options.first { $0.name == "lambda" }
      ?? PlacementOption(name: "lambda", tier: .lambda, monthlyCost: now.total)
  }

  var chosen: PlacementOption {
    switch settings.policy {
    case .cost: cheapest
    case .rule: cheapestOfTier ?? feasible.first { $0.tier == .reserved } ?? stay
    }
  }

  /// Nil when the rule's tier has no feasible option with a price, as on-prem before its TCO.
  var cheapestOfTier: PlacementOption? { feasible.first { $0.tier == analysis.tier } }

  /// The prices agree when the cheapest option lies in the rule's tier; where that tier has no price
  /// yet, when they at least say to leave Lambda.
  var rulesAgree: Bool {
    if cheapestOfTier == nil && analysis.tier == .repatriate { return cheapest.tier != .lambda }
    return cheapest.tier == analysis.tier
  }

  private var feasible: [PlacementOption] {
    options.filter { $0.isFeasible && $0.monthlyCost != nil }
  }
}
