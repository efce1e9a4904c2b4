package import CostModel

extension SampleFleet.Member {
  private static let pricePerGBSecond = 0.000_013_333_4

  package var profile: UsageProfile {
    let window = SampleFleet.window
    let length = Double(window.seconds)
    let busy = utilization * Double(slots) * length
    return UsageProfile(
      workload: Workload(name: name, account: account, region: region),
      configuration: FunctionConfiguration(
        memory: memory.map { Megabytes($0) }, architecture: architecture),
      window: window, coveredSeconds: Int(coverage * length),
      totals: UsageTotals(
        invocations: Requests((busy / secondsPerInvocation).rounded()), busySeconds: busy,
        gbSeconds: memory.map { GBSeconds(busy * $0 / 1024) }, errors: errors,
        throttles: throttles, longestSeconds: busy > 0 ? secondsPerInvocation * 3 : nil),
      concurrency: ConcurrencyDistribution(
        levels: slots > 0 ? [.init(executions: slots, seconds: 3600)] : [], isEstimated: false),
      blocks: blocks(of: busy))
  }

  /// Fourteen days: busy on weekdays, a fifth of it on Saturdays, silent on Sundays.
  private func blocks(of busy: Double) -> [UsageBlock] {
    let week = [0.15, 0.17, 0.21, 0.24, 0.19, 0.04, 0.0]
    return (week + week).map { UsageBlock(seconds: 86_400, busySeconds: busy / 2 * $0) }
  }

  package var analysis: WorkloadAnalysis {
    let profile = profile
    let share = Ratio(utilization)
    let cost = profile.totals.gbSeconds.map { usage in
      LambdaCost(
        compute: USD(usage.value * Self.pricePerGBSecond * profile.window.perMonth),
        requests: USD(profile.totals.invocations.value * 2e-7 * profile.window.perMonth),
        durable: durable?.total ?? .zero)
    }
    return WorkloadAnalysis(
      profile: profile,
      utilization: Utilization(
        value: share, low: Ratio(utilization - margin).clamped,
        high: Ratio(utilization + margin).clamped, slots: slots, sizing: .max,
        atP99: Ratio(utilization * 1.25).clamped, shareOfPeriodsAtPeak: Ratio(0.003)),
      tier: Rule.standard.tier(of: share), firmness: firmness, monthlyCost: cost,
      durable: durable, findings: findings)
  }
}

extension SampleFleet {
  package static let assumptions = [
    "Billed INIT time is not metered and left out",
    "Architecture is taken as arm64 where nobody has said",
  ]

  package static var analysis: Analysis { analysis(of: members) }

  package static func analysis(of members: [Member]) -> Analysis {
    Analysis(window: window, workloads: members.map(\.analysis), assumptions: assumptions)
  }
}
