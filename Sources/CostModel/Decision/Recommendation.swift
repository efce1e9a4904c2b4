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
  /// In how many draws of traffic and token rates the chosen option is the cheapest; nil without draws.
  package let probabilityCheapest: Ratio?
  /// What would make another place than today's cheapest the cheapest.
  package let flips: [Flip]
  /// The workload's part of nodes of one's own; nil where they were not priced.
  package let onPremises: OnPremisesShare?

  package init(
    analysis: WorkloadAnalysis, chosen: PlacementOption, cheapest: PlacementOption,
    ruleAndPriceAgree: Bool, options: [PlacementOption], monthlyCostNow: USD,
    reasons: [String], risks: [String], action: String,
    inference: InferenceOutcome = .unknown(.notConfigured), probabilityCheapest: Ratio? = nil,
    flips: [Flip] = [], onPremises: OnPremisesShare? = nil
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
    self.probabilityCheapest = probabilityCheapest
    self.flips = flips
    self.onPremises = onPremises
  }

  /// The 90 % interval of an option's month; nil where its cost is not known part by part.
  package func interval(of option: PlacementOption) -> CostInterval? {
    option.cost?.interval(VolumeInterval(analysis))
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
  /// The rule that gave every workload its tier.
  package let rule: Rule
  package let recommendations: [Recommendation]
  /// Workloads that could not be priced, with the reason.
  package let unpriced: [UnpricedWorkload]
  package let assumptions: [String]

  package init(
    window: AnalysisWindow, policy: Policy, rule: Rule = .standard,
    recommendations: [Recommendation], unpriced: [UnpricedWorkload], assumptions: [String]
  ) {
    self.window = window
    self.policy = policy
    self.rule = rule
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
