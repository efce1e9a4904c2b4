/// What a report said of one workload: remembered, to be compared with the next.
package struct WorkloadVerdict: Hashable, Sendable {
  package let workload: Workload
  package let tier: Tier
  package let firmness: Firmness
  package let utilization: Double
  /// Of the chosen option.
  package let option: String
  package let monthlyCostNow: USD
  package let monthlyCostThen: USD
  package let invocationsPerMonth: Requests
  package let memory: Megabytes?
  package let architecture: Architecture?
  /// Of one invocation; nil where there was none.
  package let meanDuration: Duration?
  /// `monthlyCostNow` by meter; nil where only its sum is known.
  package let meters: LambdaCost?
  /// Share of the window that was seen.
  package let coverage: Ratio

  package init(
    workload: Workload, tier: Tier, firmness: Firmness, utilization: Double, option: String,
    monthlyCostNow: USD, monthlyCostThen: USD, invocationsPerMonth: Requests, memory: Megabytes?,
    architecture: Architecture?, meanDuration: Duration? = nil, meters: LambdaCost? = nil,
    coverage: Ratio = .one
  ) {
    self.workload = workload
    self.tier = tier
    self.firmness = firmness
    self.utilization = utilization
    self.option = option
    self.monthlyCostNow = monthlyCostNow
    self.monthlyCostThen = monthlyCostThen
    self.invocationsPerMonth = invocationsPerMonth
    self.memory = memory
    self.architecture = architecture
    self.meanDuration = meanDuration
    self.meters = meters
    self.coverage = coverage
  }

  package var monthlySaving: USD { monthlyCostNow - monthlyCostThen }

  /// Seen well enough to be held against another report.
  package var isComparable: Bool { coverage >= Firmness.sufficientCoverage }
}

extension WorkloadVerdict {
  package init(_ recommendation: Recommendation) {
    let analysis = recommendation.analysis
    let profile = analysis.profile
    self.init(
      workload: profile.workload, tier: analysis.tier, firmness: analysis.firmness,
      utilization: analysis.utilization.value.value, option: recommendation.chosen.name,
      monthlyCostNow: recommendation.monthlyCostNow,
      monthlyCostThen: recommendation.monthlyCostThen,
      invocationsPerMonth: analysis.monthlyRequests, memory: profile.configuration.memory,
      architecture: profile.configuration.billedArchitecture,
      meanDuration: profile.totals.meanSeconds.map { .seconds($0) }, meters: analysis.monthlyCost,
      coverage: profile.coverage)
  }
}
