/// Turns usage into verdicts and costs: utilization, tier, firmness, the bill, durable state, findings.
package struct Analyzer: Sendable {
  package let prices: PriceBook
  package let settings: AnalysisSettings

  package init(prices: PriceBook, settings: AnalysisSettings) {
    self.prices = prices
    self.settings = settings
  }

  package func analyze(_ profiles: [UsageProfile], in window: AnalysisWindow) -> Analysis {
    let costs = FleetCosts(profiles: profiles, prices: prices, settings: settings)
    let counts = Set(profiles.map(\.blocks.count)).subtracting([0])
    let bootstraps = Dictionary(
      uniqueKeysWithValues: counts.map { ($0, BlockBootstrap(blocks: $0, seed: settings.seed)) })
    let studied = zip(profiles, costs.workloads).map { Studied(profile: $0, costs: $1) }
    let workloads = studied.concurrentMap { slice in
      slice.map {
        verdict(on: $0.profile, costs: $0.costs, bootstrap: bootstraps[$0.profile.blocks.count])
      }
    }
    return Analysis(
      window: window, workloads: Self.dearestFirst(workloads),
      assumptions: Assumptions(
        profiles: profiles, details: costs.workloads.map(\.details), prices: prices
      ).sentences)
  }

  private struct Studied: Sendable {
    let profile: UsageProfile
    let costs: WorkloadCosts
  }

  private func verdict(
    on profile: UsageProfile, costs: WorkloadCosts, bootstrap: BlockBootstrap?
  ) -> WorkloadAnalysis {
    let utilization = Utilization(of: profile, sizing: settings.sizing, bootstrap: bootstrap)
    let tier = settings.rule.tier(of: utilization.value)
    return WorkloadAnalysis(
      profile: profile, utilization: utilization, tier: tier,
      firmness: Firmness(of: profile, utilization: utilization, rule: settings.rule),
      monthlyCost: costs.monthly, durable: costs.durable, details: costs.details,
      findings: FindingsReview(profile: profile, utilization: utilization, costs: costs).findings)
  }

  private static func dearestFirst(_ workloads: [WorkloadAnalysis]) -> [WorkloadAnalysis] {
    let costs = workloads.map { $0.monthlyCost?.total.value ?? -1 }
    return workloads.indices.sorted {
      costs[$0] == costs[$1]
        ? workloads[$0].profile.workload < workloads[$1].profile.workload : costs[$0] > costs[$1]
    }.map { workloads[$0] }
  }
}

extension Firmness {
  /// Enough seen to judge by: nine tenths of the window, and a week.
  package static let sufficientCoverage = Ratio(0.9)
  package static let sufficientSeconds = 7 * 86_400

  package init(of profile: UsageProfile, utilization: Utilization, rule: Rule) {
    if profile.coverage < Self.sufficientCoverage || profile.failedSeconds > 0
      || profile.window.seconds < Self.sufficientSeconds
    {
      self = .provisional
    } else if rule.tier(of: utilization.low) != rule.tier(of: utilization.high) {
      self = profile.coverage < .one ? .provisional : .borderline
    } else {
      self = .firm
    }
  }
}
