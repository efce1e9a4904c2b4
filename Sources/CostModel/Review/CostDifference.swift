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
