/// What the user may turn in a recommendation.
package struct RecommendationSettings: Hashable, Sendable {
  package var policy: Policy
  package var redundancy: Redundancy
  package var rule: Rule
  /// Nodes of one's own to compare with; nil where none are known.
  package var onPremises: OnPremisesTerms?
  /// Seed of the draws; the traffic is drawn as in the analysis of the same seed.
  package var seed: UInt64

  package init(
    policy: Policy = .rule, redundancy: Redundancy = .none, rule: Rule = .standard,
    onPremises: OnPremisesTerms? = nil, seed: UInt64 = 20_260_105
  ) {
    self.policy = policy
    self.redundancy = redundancy
    self.rule = rule
    self.onPremises = onPremises
    self.seed = seed
  }
}

/// Turns an analysis into advice: every option priced, the rule held against the prices.
package struct Recommender: Sendable {
  package let prices: PriceBook
  package let settings: RecommendationSettings
  package let knowledge: RequestKnowledge?

  /// - Parameter knowledge: what the workloads' requests are; nil where nothing is known of any.
  package init(
    prices: PriceBook, settings: RecommendationSettings, knowledge: RequestKnowledge? = nil
  ) {
    self.prices = prices
    self.settings = settings
    self.knowledge = knowledge
  }

  package func recommend(_ analysis: Analysis) -> RecommendationReport {
    let (drafts, unpriced) = drafts(of: analysis)
    let pricing = OnPremisesPricing(
      settings.onPremises, drafts: drafts, policy: settings.policy)
    var sampler = CostSampler(seed: settings.seed)
    let recommendations = drafts.enumerated().map { index, draft in
      let onPremises = pricing.price(draft, at: index, policy: settings.policy)
      return Decision(
        draft, onPremises: onPremises, settings: settings,
        draws: sampler.draws(for: draft.analysis)
      ).advice
    }
    return RecommendationReport(
      window: analysis.window, policy: settings.policy, rule: settings.rule,
      recommendations: Self.largestSavingFirst(recommendations), unpriced: unpriced,
      assumptions: analysis.assumptions + Self.sizing(recommendations) + [
        "EC2 and Managed Instances are priced without load balancer, disks and data transfer; durable state is taken to cost the same anywhere."
      ] + [pricing.summary?.sentence].compactMap { $0 })
  }

  private func drafts(of analysis: Analysis) -> ([RecommendationDraft], [UnpricedWorkload]) {
    var placements = PlacementCache(prices: prices)
    var tokenCache = TokenCache(knowledge: knowledge, prices: prices)
    var drafts: [RecommendationDraft] = []
    var unpriced: [UnpricedWorkload] = []
    for workload in analysis.workloads {
      guard let cost = workload.monthlyCost, let memory = workload.profile.configuration.memory
      else {
        unpriced.append(UnpricedWorkload(workload))
        continue
      }
      let placed = placements.of(
        region: workload.profile.workload.region, memory: memory,
        used: workload.profile.insights?.usedMemory)
      let tokens = tokenCache.tokens(
        of: workload, memory: memory, bill: cost, offers: placed.offers)
      let options = OptionPricing(
        analysis: workload, now: cost, placements: placed, redundancy: settings.redundancy,
        tokens: try? tokens.get()
      ).options()
      let inference = InferenceOutcome(tokens)
      drafts.append(
        RecommendationDraft(
          analysis: workload.adding(inference.advice?.finding), now: cost, options: options,
          inference: inference, servers: (try? tokens.get())?.fleets.servers ?? [:]))
    }
    return (drafts, unpriced)
  }

  private static func sizing(_ recommendations: [Recommendation]) -> [String] {
    let measured = recommendations.count { $0.analysis.profile.insights?.usedMemory != nil }
    let whole =
      "Fleets are sized for the peak in execution slots; an execution takes the CPU and the whole memory configured on Lambda"
    let named = measured == 1 ? "1 workload" : "\(measured) workloads"
    let seen =
      measured > 0
      ? ", or of \(named) the most memory that Lambda Insights saw used (used_memory_max)" : ""
    let tokens =
      recommendations.contains { $0.inference.advice != nil }
      ? [
        "Where the model and tokens per request are known, fleets are sized in tokens a second "
          + "instead, no request slower than on Lambda."
      ] : []
    return ["\(whole)\(seen)."] + tokens
  }

  private static func largestSavingFirst(_ all: [Recommendation]) -> [Recommendation] {
    let savings = all.map(\.monthlySaving)
    return all.indices.sorted {
      savings[$0] == savings[$1]
        ? all[$0].analysis.profile.workload < all[$1].analysis.profile.workload
        : savings[$0] > savings[$1]
    }.map { all[$0] }
  }
}

/// Remembers what workloads of the same region, memory and need of it share.
private struct PlacementCache {
  private struct Key: Hashable {
    let region: String
    let memory: Megabytes
    let used: Megabytes?
  }

  private let prices: PriceBook
  private var offers: [String: (instances: RegionalOffers, lambda: LambdaOffers)] = [:]
  private var placements: [Key: RegionalPlacements] = [:]

  init(prices: PriceBook) { self.prices = prices }

  mutating func of(
    region: String, memory: Megabytes, used: Megabytes?
  ) -> RegionalPlacements {
    let key = Key(region: region, memory: memory, used: used)
    if let known = placements[key] { return known }
    let regional =
      offers[region]
      ?? (
        RegionalOffers(region: region, prices: prices),
        LambdaOffers(region: region, prices: prices)
      )
    offers[region] = regional
    let made = RegionalPlacements(
      offers: regional.instances, lambda: regional.lambda, memory: memory, used: used)
    placements[key] = made
    return made
  }
}

extension InferenceOutcome {
  fileprivate init(_ tokens: Result<TokenPricing, RequestGap>) {
    switch tokens {
    case .success(let tokens): self = .known(tokens.advice)
    case .failure(let gap): self = .unknown(gap)
    }
  }
}

extension WorkloadAnalysis {
  fileprivate func adding(_ finding: Finding?) -> WorkloadAnalysis {
    guard let finding else { return self }
    return WorkloadAnalysis(
      profile: profile, utilization: utilization, tier: tier, firmness: firmness,
      monthlyCost: monthlyCost, durable: durable, details: details,
      findings: findings + [finding])
  }
}

extension UnpricedWorkload {
  fileprivate init(_ analysis: WorkloadAnalysis) {
    let grave = analysis.findings.first { $0.severity == .critical }
    self.init(
      workload: analysis.profile.workload, tier: analysis.tier,
      reason: grave?.message ?? "No cost could be computed.")
  }
}
