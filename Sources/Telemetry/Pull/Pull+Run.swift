import CostModel

extension Pull {
  /// Makes the calls of a plan, a few at a time, and stores each batch as it is complete.
  ///
  /// Cancelling the task keeps what has been stored. Throws only when the store fails.
  package func run(_ plan: PullPlan, in region: PulledRegion) async throws -> PullPass {
    var pass = PullPass()
    var waiting = plan.batches[...]
    var verdict: PullFailure.Reason?
    try await withThrowingTaskGroup(of: Finished.self) { group in
      var underWay = 0
      while true {
        while underWay < settings.inFlight, verdict == nil, !Task.isCancelled,
          let batch = waiting.first, budget.book(cost(ofMetrics: batch.metricsBilled))
        {
          waiting = waiting.dropFirst()
          underWay += 1
          group.addTask { await self.download(batch, region.client) }
        }
        guard underWay > 0, let finished = try await group.next() else { break }
        underWay -= 1
        try keep(finished, of: region, in: &pass)
        if case .failed(_, let reason) = finished, reason.isForAll { verdict = reason }
      }
    }
    pass.wasInterrupted = pass.wasInterrupted || Task.isCancelled
    for batch in waiting {
      pass.fail(batch, verdict ?? (pass.wasInterrupted ? Self.interrupted : overBudget))
    }
    return pass
  }

  private enum Finished: Sendable {
    case done(BatchResult)
    case failed(PullBatch, PullFailure.Reason)
  }

  private static let interrupted = PullFailure.Reason.notAsked("the pull was interrupted")

  private var overBudget: PullFailure.Reason {
    let limit = budget.limit.map { "of $\($0.value)" } ?? ""
    return .notAsked("asking for it would exceed the limit \(limit) on what AWS charges")
  }

  private func download(_ batch: PullBatch, _ client: AWSClient) async -> Finished {
    let download = BatchDownload(
      client: client, batch: batch, received: events.received, log: events.detail)
    do {
      return .done(try await download.run { budget.book(cost(ofMetrics: $0)) })
    } catch let error as AWSError {
      return .failed(batch, .call(error))
    } catch let error as PagingError {
      return .failed(batch, .paging(error))
    } catch {
      return .failed(batch, .notAsked("its request cannot be written: \(error)"))
    }
  }

  private func keep(
    _ finished: Finished, of region: PulledRegion, in pass: inout PullPass
  ) throws {
    switch finished {
    case .done(let result):
      try store.store(
        result, at: settings.startedAt,
        bill: bill(region, calls: result.calls, metrics: result.metricsBilled))
      pass.add(result)
      events.finished(result.batch.points)
    case .failed(let batch, let reason):
      if reason.isCancellation { pass.wasInterrupted = true }
      pass.fail(batch, reason.isCancellation ? Self.interrupted : reason)
      // A call that was refused is not billed; what was cut off may have been.
      let metrics = reason.isForAll ? 0 : batch.metricsBilled
      pass.metrics += metrics
      try store.add(bill(region, calls: 1, metrics: metrics))
      events.finished(batch.points)
    }
  }

  private func bill(_ region: PulledRegion, calls: Int, metrics: Int) -> APIBillEntry {
    APIBillEntry(
      run: settings.startedAt, account: region.account, region: region.region,
      operation: "cloudwatch:GetMetricData", calls: calls, metrics: metrics,
      cost: cost(ofMetrics: metrics))
  }

  private func cost(ofMetrics metrics: Int) -> USD { price * MetricsRequested(Double(metrics)) }
}

extension PullFailure.Reason {
  /// Whether every further call of the same region would end the same way.
  fileprivate var isForAll: Bool {
    guard case .call(let error) = self else { return false }
    return switch error {
    case .denied, .noCredentials, .badRegion, .badEndpoint: true
    case .transport, .fault, .unreadable, .cancelled: false
    }
  }

  fileprivate var isCancellation: Bool {
    if case .call(.cancelled) = self { true } else { false }
  }
}
