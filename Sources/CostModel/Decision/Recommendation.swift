/// What decides between options.
package enum Policy: String, Codable, Hashable, Sendable, CaseIterable {
  /// The cheapest feasible option within the rule's tier.
  case rule
  /// The cheapest feasible option of all.
  case cost
}

/// Spare capacity of an always-on fleet.
package enum Redundancy: String, Codable, Hashable, Sendable, CaseIterable {
  case none
  case nPlusOne = "n+1"

  package var spareInstances: Int { self == .none ? 0 : 1 }
}

/// Where the figures of an option come from.
package enum Provenance: String, Codable, Hashable, Sendable, CaseIterable {
  case measured, scaled, prior, list
}

/// One way to run a workload, priced or with the reason why not.
package struct PlacementOption: Hashable, Sendable {
  /// The stable name programs match on: `lambda`, `ec2/c8g.xlarge/on-demand`, `on-prem`.
  package let name: String
  package let tier: Tier
  /// Nil when feasible and priced; else one clause.
  package let whyNot: String?
  /// Nil when the option has no price yet.
  package let monthlyCost: USD?
  /// Utilization at which this option and Lambda cost the same; nil where Lambda never costs as much.
  package let breakevenUtilization: Double?
  package let instances: Int?
  /// The instance and term behind an always-on option; nil for every other kind.
  package let offer: InstanceOffer?
  package let perMillionOutputTokens: USD?
  package let requestSeconds: Double?
  /// Of one stream; nil where no token rate is known.
  package let decode: TokenRate?
  /// Output tokens a second that all instances write together, no request slower than on Lambda.
  package let capacity: TokensPerSecond?
  package let provenance: Provenance
  /// True when a price in it is derived or unverified.
  package let restsOnUnverifiedPrice: Bool

  package init(
    name: String, tier: Tier, whyNot: String? = nil, monthlyCost: USD? = nil,
    breakevenUtilization: Double? = nil, instances: Int? = nil, offer: InstanceOffer? = nil,
    perMillionOutputTokens: USD? = nil, requestSeconds: Double? = nil,
    decode: TokenRate? = nil, capacity: TokensPerSecond? = nil, provenance: Provenance = .list,
    restsOnUnverifiedPrice: Bool = false
  ) {
    self.name = name
    self.tier = tier
    self.whyNot = whyNot
    self.monthlyCost = monthlyCost
    self.breakevenUtilization = breakevenUtilization
    self.instances = instances
    self.offer = offer
    self.perMillionOutputTokens = perMillionOutputTokens
    self.requestSeconds = requestSeconds
    self.decode = decode
    self.capacity = capacity
    self.provenance = provenance
    self.restsOnUnverifiedPrice = restsOnUnverifiedPrice
  }

  package var isFeasible: Bool { whyNot == nil }
}

/// The advice for one workload, with what speaks for and against it.
package struct Recommendation: Hashable, Sendable {
  package let analysis: WorkloadAnalysis
  package let chosen: PlacementOption
  package let cheapest: PlacementOption
  package let ruleAndPriceAgree: Bool
  /// Cheapest feasible first, infeasible ones last.
  package let options: [PlacementOption]
  package let monthlyCostNow: USD
  package let reasons: [String]
  package let risks: [String]
  package let action: String
  package let inference: InferenceOutcome

  package init(
    analysis: WorkloadAnalysis, chosen: PlacementOption, cheapest: PlacementOption,
    ruleAndPriceAgree: Bool, options: [PlacementOption], monthlyCostNow: USD,
    reasons: [String], risks: [String], action: String,
    inference: InferenceOutcome = .unknown(.notConfigured)
  ) {
    self.analysis = analysis
    self.chosen = chosen
    self.cheapest = cheapest
    self.ruleAndPriceAgree = ruleAndPriceAgree
    self.options = options
    self.monthlyCostNow = monthlyCostNow
    self.reasons = reasons
    self.risks = risks
    self.action = action
    self.inference = inference
  }

  package var monthlyCostThen: USD { chosen.monthlyCost ?? monthlyCostNow }
  package var monthlySaving: USD { monthlyCostNow - monthlyCostThen }
}

/// What is said of a workload's tokens, or why nothing is.
package enum InferenceOutcome: Hashable, Sendable {
  case known(InferenceAdvice)
  case unknown(RequestGap)

  package var advice: InferenceAdvice? {
    if case .known(let advice) = self { return advice }
    return nil
  }
}

/// The answer of `recommend`: the largest monthly saving first.
package struct RecommendationReport: Hashable, Sendable {
  package let window: AnalysisWindow
  package let policy: Policy
  package let recommendations: [Recommendation]
  /// Workloads that could not be priced, with the reason.
  package let unpriced: [UnpricedWorkload]
  package let assumptions: [String]

  package init(
    window: AnalysisWindow, policy: Policy, recommendations: [Recommendation],
    unpriced: [UnpricedWorkload], assumptions: [String]
  ) {
    self.window = window
    self.policy = policy
    self.recommendations = recommendations
    self.unpriced = unpriced
    self.assumptions = assumptions
  }

  package var monthlyCostNow: USD { recommendations.map(\.monthlyCostNow).sum() }
  package var monthlyCostThen: USD { recommendations.map(\.monthlyCostThen).sum() }
  package var monthlySaving: USD { monthlyCostNow - monthlyCostThen }
}

/// A workload without a cost, and why.
package struct UnpricedWorkload: Hashable, Sendable {
  package let workload: Workload
  package let tier: Tier
  package let reason: String

  package init(workload: Workload, tier: Tier, reason: String) {
    self.workload = workload
    self.tier = tier
    self.reason = reason
  }
}
