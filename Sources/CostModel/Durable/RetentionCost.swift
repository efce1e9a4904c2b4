/// What a month of durable state would cost if finished executions were kept for so many days.
package struct RetentionCost: Hashable, Sendable {
  package let days: Int
  package let retained: GBMonths
  package let retainedCost: USD
  /// Operations, writing and keeping together.
  package let monthlyCost: USD
  /// The setting the workload has.
  package let isInForce: Bool

  /// What the answer is worked out for, beside the setting in force.
  package static let studied = [1, 7, 14, 30, 90]

  /// 104 GB written a month cost $0.51 kept for 1 day, $7.18 for 14 and $46.16 for 90.
  static func costs(of month: DurableMonth, rates: DurableRates) -> [RetentionCost] {
    Set(studied + [month.retentionDays]).sorted().map { days in
      let cost = DurableCost(
        month: month.usage, kept: .days(Double(days)), rates: rates, rest: nil)
      return RetentionCost(
        days: days, retained: cost.retained, retainedCost: cost.retainedCost,
        monthlyCost: cost.total, isInForce: days == month.retentionDays)
    }
  }
}
