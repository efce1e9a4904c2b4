/// Everything beside the three meters that is worth knowing of a workload's durable executions.
package struct DurableDetails: Hashable, Sendable {
  package let month: DurableMonth
  package let retention: [RetentionCost]
  /// Nil when the number of executions is not known.
  package let replays: DurableReplays?
  package let limits: [DurableLimit]
  /// The same state in each store, durable executions first; empty when nothing was checkpointed.
  package let stores: [StateStoreCost]
  /// Nil when the checkpoints are lean or S3 has no price.
  package let reference: StateReference?

  /// - Parameter running: a month of duration, requests and `/tmp`, which replays share.
  init(
    _ month: DurableMonth, cost: DurableCost, running: USD, total: USD, timeout: Duration?,
    rates: DurableRates, elsewhere: StateRates
  ) {
    self.month = month
    retention = RetentionCost.costs(of: month, rates: rates)
    replays = DurableReplays(month, running: running, total: total)
    limits = DurableLimit.limits(of: month, timeout: timeout)
    stores =
      DurableState(month)?.stores(current: cost, rates: rates, elsewhere: elsewhere) ?? []
    reference = (try? elsewhere.s3.get()).flatMap { StateReference(month, cost: cost, rates: $0) }
  }
}
