/// Invocations that resume an execution after a wait, a callback or a failure, which are billed again.
package struct DurableReplays: Hashable, Sendable {
  package let invocations: Requests
  package let shareOfInvocations: Ratio
  /// Their requests and, at the mean length of an invocation, their duration.
  package let monthlyCost: USD
  /// Share of the workload's whole cost; nil when that is nothing.
  package let shareOfCost: Ratio?

  /// Replays are the invocations beyond one for each execution.
  ///
  /// AWS's example: 1M executions of two steps and a wait are 2M invocations, so half of the $421.54
  /// for compute and requests is replays.
  /// - Parameter running: a month of what invocations cost: duration, requests, `/tmp`.
  /// - Parameter total: a month of the whole workload.
  /// - Returns: nil when the number of executions is not known or nothing ran.
  package init?(_ month: DurableMonth, running: USD, total: USD) {
    guard let executions = month.usage.executions, month.count != .assumed,
      month.invocations > .zero
    else { return nil }
    let replayed = max(0, month.invocations.value - executions.value)
    let share = Ratio(replayed / month.invocations.value)
    invocations = Requests(replayed)
    shareOfInvocations = share
    monthlyCost = running * share.value
    shareOfCost = total > .zero ? Ratio(running * share.value / total) : nil
  }
}
