/// Weighs the options of one workload and words the advice.
struct Decision {
  let analysis: WorkloadAnalysis
  let now: LambdaCost
  /// Feasible ones first, by cost.
  let options: [PlacementOption]
  let settings: RecommendationSettings
  let inference: InferenceOutcome
  let draws: CostDraws
  let stay: PlacementOption
  /// Staying on Lambda is always feasible, so there is always a cheapest.
  let cheapest: PlacementOption
  /// Nil when the rule's tier has no feasible option with a price, as on-prem before its TCO.
  let cheapestOfTier: PlacementOption?
  let chosen: PlacementOption

  init(
    analysis: WorkloadAnalysis, now: LambdaCost, options: [PlacementOption],
    settings: RecommendationSettings, inference: InferenceOutcome, draws: CostDraws
  ) {
    self.draws = draws
    self.analysis = analysis
    self.now = now
    self.options = options
    self.settings = settings
    self.inference = inference
    let feasible = options.lazy.filter { $0.isFeasible && $0.monthlyCost != nil }
    stay =
      options.first { $0.name == "lambda" }
      ?? PlacementOption(name: "lambda", tier: .lambda, monthlyCost: now.total)
    cheapest = feasible.first ?? stay
    cheapestOfTier = feasible.first { $0.tier == analysis.tier }
    switch settings.policy {
    case .cost: chosen = cheapest
    case .rule: chosen = cheapestOfTier ?? feasible.first { $0.tier == .reserved } ?? stay
    }
  }

  var advice: Recommendation {
    Recommendation(
      analysis: analysis, chosen: chosen, cheapest: cheapest, ruleAndPriceAgree: rulesAgree,
      options: options, monthlyCostNow: now.total, reasons: reasons, risks: risks, action: action,
      inference: inference, probabilityCheapest: probabilityCheapest, flips: flips)
  }

  private var probabilityCheapest: Ratio? {
    guard let cost = chosen.cost else { return nil }
    let rivals = options.filter { $0.isFeasible && $0.name != chosen.name }
    return draws.share(won: cost, against: rivals.compactMap(\.cost))
  }

  private var flips: [Flip] {
    FlipSearch(cheapest: cheapest, among: options, utilization: analysis.utilization.value)?
      .flips ?? []
  }

  /// The prices agree when the cheapest option lies in the rule's tier; where that tier has no price
  /// yet, when they at least say to leave Lambda.
  var rulesAgree: Bool {
    if cheapestOfTier == nil && analysis.tier == .repatriate { return cheapest.tier != .lambda }
    return cheapest.tier == analysis.tier
  }
}
