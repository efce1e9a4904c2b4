package import CostModel

extension SampleFleet {
  package static var report: RecommendationReport { report(of: members) }

  /// Made-up advice in the shape `recommend` gives, the largest saving first.
  package static func report(of members: [Member]) -> RecommendationReport {
    let analyses = members.map(\.analysis)
    let advised = analyses.compactMap { analysis in
      analysis.monthlyCost.map { recommendation(analysis, now: $0.total) }
    }
    return RecommendationReport(
      window: window, policy: .rule,
      recommendations: advised.sorted { $0.monthlySaving > $1.monthlySaving },
      unpriced: analyses.filter { $0.monthlyCost == nil }.map {
        UnpricedWorkload(
          workload: $0.profile.workload, tier: $0.tier, reason: "its memory is not known")
      },
      assumptions: assumptions)
  }

  private static func recommendation(_ analysis: WorkloadAnalysis, now: USD) -> Recommendation {
    let options = options(analysis, now: now)
    let priced = options.filter(\.isFeasible)
    let chosen = priced.first { $0.tier == analysis.tier } ?? priced[0]
    let percent = Int(analysis.utilization.value.value * 100)
    return Recommendation(
      analysis: analysis, chosen: chosen, cheapest: priced[0],
      ruleAndPriceAgree: chosen == priced[0], options: options, monthlyCostNow: now,
      reasons: ["utilization of \(percent) % against thresholds of 15 % and 40 %"],
      risks: chosen.tier == .lambda ? [] : ["a commitment is paid when traffic leaves"],
      action: chosen.tier == .lambda ? "keep it as it is" : "move it to \(chosen.name)",
      inference: inference(analysis, now: now))
  }

  private static func options(_ analysis: WorkloadAnalysis, now: USD) -> [PlacementOption] {
    let slots = analysis.utilization.slots
    func server(
      _ name: String, _ monthly: Double, tier: Tier = .reserved, unverified: Bool = false
    ) -> PlacementOption {
      let cost = USD(monthly * Double(slots))
      let breakeven = now.value > 0 ? analysis.utilization.value.value * (cost / now) : nil
      return PlacementOption(
        name: name, tier: tier, monthlyCost: cost, breakevenUtilization: breakeven,
        instances: slots, perMillionOutputTokens: USD(cost.value / 812), requestSeconds: 3.5,
        decode: rate(31.25, .scaled), provenance: .scaled, restsOnUnverifiedPrice: unverified)
    }
    let priced = [
      PlacementOption(name: "lambda", tier: .lambda, monthlyCost: now, provenance: .measured),
      server("ec2/c8g.xlarge/on-demand", 116.4934),
      server("ec2/c8g.xlarge/1yr", 77.088),
      server("ec2/c9g.xlarge/3yr", 58.21, unverified: true),
      server("on-prem/l4-server", 61.75, tier: .repatriate),
    ]
    return priced.sorted { ($0.monthlyCost ?? .zero) < ($1.monthlyCost ?? .zero) }
      + ["large", "medium"].map {
        PlacementOption(
          name: "ec2/c7g.\($0)/on-demand", tier: .reserved, whyNot: "the model does not fit")
      }
      + [
        PlacementOption(
          name: "bedrock/llama-3.2-1b", tier: .lambda, whyNot: "no price in the catalogue")
      ]
  }
}
