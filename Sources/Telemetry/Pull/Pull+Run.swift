import CostModel

extension Pull {
  /// Makes the calls of a plan, a few at a time, and stores each batch as it ends.
  ///
  /// Cancelling the task keeps what has come by then. Throws only when the store fails.
  package func run(_ plan: PullPlan, in region: PulledRegion) async throws -> PullPass {
    var pass = PullPass()
    var waiting = plan.batches[...]
    var verdict: PullFailure.Reason?
    try await withThrowingTaskGroup(of: BatchResult.self) { group in
      var underWay = 0
      while true {
        while underWay < settings.inFlight, verdict == nil, !Task.isCancelled,
          let batch = waiting.first, budget.book(cost(ofMetrics: batch.metricsBilled))
        {
          waiting = waiting.dropFirst()
          underWay += 1
          group.addTask { await self.download(batch, region.client) }
        }
        guard underWay > 0, let result = try await group.next() else { break }
        underWay -= 1
        try keep(result, of: region, in: &pass)
        if let reason = result.ending, reason.isForAll { verdict = reason }
      }
    }
    pass.wasInterrupted = pass.wasInterrupted || Task.isCancelled
    let reason = verdict ?? (pass.wasInterrupted ? .interrupted : overBudget)
    for batch in waiting { pass.fail(batch, reason) }
    if !waiting.isEmpty { try store.recordFailure(of: waiting) }
    return pass
  }

  private var overBudget: PullFailure.Reason {
    let limit = budget.limit.map { "of $\($0.value)" } ?? ""
    return .notAsked("asking for it would exceed the limit \(limit) on what AWS charges")
  }

  private func download(_ batch: PullBatch, _ client: AWSClient) async -> BatchResult {
    await BatchDownload(
      client: client, batch: batch, at: settings.startedAt, received: events.received,
      log: events.detail
    ).run { budget.book(cost(ofMetrics: $0)) }
  }

  private func keep(
    _ result: BatchResult, of region: PulledRegion, in pass: inout PullPass
  ) throws {
    let bill = APIBillEntry(
      run: settings.startedAt, account: region.account, region: region.region,
      operation: "cloudwatch:GetMetricData", calls: result.calls, metrics: result.metricsBilled,
      cost: cost(ofMetrics: result.metricsBilled))
    try store.store(result, at: settings.startedAt, bill: bill)
    pass.add(result)
    events.finished(result.batch.points)
  }

  private func cost(ofMetrics metrics: Int) -> USD { price * MetricsRequested(Double(metrics)) }
}
