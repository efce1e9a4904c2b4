/// What is known of one workload before nodes of one's own are priced for all of them.
struct RecommendationDraft {
  let analysis: WorkloadAnalysis
  let now: LambdaCost
  /// Feasible ones by cost, then infeasible ones by name; without on-prem.
  let options: [PlacementOption]
  let inference: InferenceOutcome
  /// Of fleets sized in tokens, by the name of the option.
  let servers: [String: ServerCapacity]

  /// Of a month; nil where they are not known or none are written.
  var outputTokens: Tokens? {
    guard let output = inference.advice?.request.output else { return nil }
    let tokens = output * analysis.monthlyRequests.value
    return tokens > .zero ? tokens : nil
  }

  var candidate: OnPremisesSite.Candidate {
    let cheapest = options.first { $0.isFeasible && $0.monthlyCost != nil }?.monthlyCost
    return OnPremisesSite.Candidate(
      tier: analysis.tier,
      demand: NodeDemand(analysis, request: inference.advice?.request),
      elsewhere: (cheapest ?? now.total) - now.durable)
  }
}
