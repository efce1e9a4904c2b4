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
