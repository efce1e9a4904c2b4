/// What is different from the last report.
package struct ReportChanges: Hashable, Sendable {
  /// The report compared with; nil of the first.
  package let since: ReportPeriod?
  package let appeared: [WorkloadVerdict]
  package let gone: [WorkloadVerdict]
  package let verdicts: [VerdictChange]
  /// The bill against what the last report expected of it, the largest difference first.
  package let costs: [CostDifference]
  /// Advice of earlier reports that was followed, with what it saves.
  package let realized: [RealizedSaving]

  package init(
    since: ReportPeriod?, appeared: [WorkloadVerdict] = [], gone: [WorkloadVerdict] = [],
    verdicts: [VerdictChange] = [], costs: [CostDifference] = [], realized: [RealizedSaving] = []
  ) {
    self.since = since
    self.appeared = appeared
    self.gone = gone
    self.verdicts = verdicts
    self.costs = costs
    self.realized = realized
  }
}

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

  package init(
    workload: Workload, tier: Tier, firmness: Firmness, utilization: Double, option: String,
    monthlyCostNow: USD, monthlyCostThen: USD, invocationsPerMonth: Requests, memory: Megabytes?,
    architecture: Architecture?
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
  }

  package var monthlySaving: USD { monthlyCostNow - monthlyCostThen }
}

/// Another tier or option than last time, and the figure that moved it.
package struct VerdictChange: Hashable, Sendable {
  package let before: WorkloadVerdict
  package let after: WorkloadVerdict
  /// One sentence with the numbers: utilization from 12 % to 19 %, over the threshold of 15 %.
  package let reason: String

  package init(before: WorkloadVerdict, after: WorkloadVerdict, reason: String) {
    self.before = before
    self.after = after
    self.reason = reason
  }
}

/// A workload's month as the last report expected it and as it is.
package struct CostDifference: Hashable, Sendable {
  package let workload: Workload
  package let forecast: USD
  package let actual: USD
  /// One clause: more invocations, longer ones, another memory size.
  package let reason: String

  package init(workload: Workload, forecast: USD, actual: USD, reason: String) {
    self.workload = workload
    self.forecast = forecast
    self.actual = actual
    self.reason = reason
  }

  package var difference: USD { actual - forecast }
}

/// What following one piece of advice saves: the old cost of today's traffic less what it costs now.
package struct RealizedSaving: Hashable, Sendable {
  package let workload: Workload
  /// The period of the report that advised it.
  package let advisedIn: ReportPeriod
  package let option: String
  /// What today's traffic would cost a month as it ran before.
  package let monthlyCostBefore: USD
  package let monthlyCostNow: USD

  package init(
    workload: Workload, advisedIn: ReportPeriod, option: String, monthlyCostBefore: USD,
    monthlyCostNow: USD
  ) {
    self.workload = workload
    self.advisedIn = advisedIn
    self.option = option
    self.monthlyCostBefore = monthlyCostBefore
    self.monthlyCostNow = monthlyCostNow
  }

  package var monthlySaving: USD { monthlyCostBefore - monthlyCostNow }
}
