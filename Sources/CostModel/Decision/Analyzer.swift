/// Turns usage into verdicts and costs: utilization, tier, firmness, the bill, durable state, findings.
package struct Analyzer: Sendable {
  package let prices: PriceBook
  package let settings: AnalysisSettings

  package init(prices: PriceBook, settings: AnalysisSettings) {
    self.prices = prices
    self.settings = settings
  }

  package func analyze(_ profiles: [UsageProfile], in window: AnalysisWindow) -> Analysis {
    let costs = FleetCosts(profiles: profiles, prices: prices, settings: settings).workloads
    let counts = Set(profiles.lazy.map { $0.blocks.count }).subtracting([0])
    let bootstraps = Dictionary(
      uniqueKeysWithValues: counts.map { ($0, BlockBootstrap(blocks: $0, seed: settings.seed)) })
    let workloads = Self.dearestFirst(profiles, costs).concurrentMap { places in
      places.map {
        verdict(
          on: profiles[$0], costs: costs[$0], bootstrap: bootstraps[profiles[$0].blocks.count])
      }
    }
    return Analysis(
      window: window, workloads: workloads,
      assumptions: Assumptions(
        profiles: profiles, details: costs.map { $0.details }, prices: prices
      ).sentences)
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

  /// The places of the workloads by falling cost; those without one last, equals by name.
  private static func dearestFirst(
    _ profiles: [UsageProfile], _ costs: [WorkloadCosts]
  ) -> [Int] {
    let priced = costs.enumerated().map { (place: $0, cost: $1.monthly?.total.value ?? -1) }
    return priced.sorted {
      $0.cost == $1.cost
        ? profiles[$0.place].workload < profiles[$1.place].workload : $0.cost > $1.cost
    }.map { $0.place }
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
