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
  /// Nil when the rule's tier has no feasible option with a price, as on-prem without a quote.
  let cheapestOfTier: PlacementOption?
  let chosen: PlacementOption

  /// The workload's part of nodes of one's own; nil where there is none.
  let share: OnPremisesShare?
  /// Of fleets sized in tokens, by the name of the option.
  private let servers: [String: ServerCapacity]

  init(
    _ draft: RecommendationDraft, onPremises: OnPremisesPricing.Priced,
    settings: RecommendationSettings, draws: CostDraws
  ) {
    self.draws = draws
    self.settings = settings
    analysis = draft.analysis
    now = draft.now
    inference = draft.inference
    servers = draft.servers
    share = onPremises.share
    options = draft.options.inserting(onPremises.option)
    let feasible = options.lazy.filter { $0.isFeasible && $0.monthlyCost != nil }
    stay =
      options.first { $0.name == "lambda" }
      ?? PlacementOption(name: "lambda", tier: .lambda, monthlyCost: draft.now.total)
    cheapest = feasible.first ?? stay
    cheapestOfTier = feasible.first { $0.tier == draft.analysis.tier }
    switch settings.policy {
    case .cost: chosen = cheapest
    case .rule: chosen = cheapestOfTier ?? feasible.first { $0.tier == .reserved } ?? stay
    }
  }

  var advice: Recommendation {
    Recommendation(
      analysis: analysis, chosen: chosen, cheapest: cheapest, ruleAndPriceAgree: rulesAgree,
      options: options, monthlyCostNow: now.total, reasons: reasons, risks: risks, action: action,
      inference: inference, probabilityCheapest: probabilityCheapest, flips: flips,
      onPremises: share)
  }

  private var probabilityCheapest: Ratio? {
    guard let cost = chosen.cost else { return nil }
    let rivals = options.filter { $0.isFeasible && $0.name != chosen.name }
    return draws.share(won: cost, against: rivals.compactMap(\.cost))
  }

  private var flips: [Flip] {
    PlacementFlips(
      cheapest: cheapest, among: options, utilization: analysis.utilization.value,
      servers: servers
    )?.flips ?? []
  }

  /// The prices agree when the cheapest option lies in the rule's tier; where that tier has no price
  /// yet, when they at least say to leave Lambda.
  var rulesAgree: Bool {
    if cheapestOfTier == nil && analysis.tier == .repatriate { return cheapest.tier != .lambda }
    return cheapest.tier == analysis.tier
  }
}

extension [PlacementOption] {
  /// The option added where it stands in an ordered list.
  fileprivate func inserting(_ option: PlacementOption) -> Self {
    var all = self
    let place = firstIndex { OptionPricing.stands(option, before: $0) } ?? endIndex
    all.insert(option, at: place)
    return all
  }
}
