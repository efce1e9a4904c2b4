import CostModel

/// Asks one batch: all of its pages, and once more what came back in part.
struct BatchDownload: Sendable {
  let client: AWSClient
  let batch: PullBatch
  /// What each call weighs in CloudWatch's quota.
  let pointsPerCall: Double
  /// Told the points of each page as it comes.
  let received: @Sendable (Int) -> Void
  let log: @Sendable (String) -> Void

  static let maximumRounds = 3
  private static let maximumRestarts = 2

  init(
    client: AWSClient, batch: PullBatch, at now: Instant,
    received: @escaping @Sendable (Int) -> Void, log: @escaping @Sendable (String) -> Void
  ) {
    self.client = client
    self.batch = batch
    pointsPerCall = batch.quotaPoints(now: now) / Double(batch.calls)
    self.received = received
    self.log = log
  }

  /// One query of the batch, and the function it is about.
  private struct Query {
    let place: Int
    let query: MetricDataQuery
  }

  /// Whatever happens on the way, what came by then is in the result.
  func run(mayAskAgain: @Sendable (Int) -> Bool) async -> BatchResult {
    let queries = batch.series.enumerated().flatMap { place, series in
      series.statistics.map {
        Query(
          place: place, query: MetricDataQuery(function: series.workload.name, statistic: $0))
      }
    }
    var state = DownloadState(
      grid: SeriesGrid(
        queries: queries.count, range: batch.range, period: batch.period.seconds),
      queries: queries.count)
    var open = Array(queries.indices)
    for round in 1...Self.maximumRounds {
      let metrics = Self.metricsBilled(open.map { queries[$0].query })
      // The caller has made room for the first round.
      guard round == 1 || mayAskAgain(metrics) else { break }
      state.billed += metrics
      await ask(open, of: queries.map(\.query), &state)
      open = open.filter { state.isOpen($0) }
      if open.isEmpty || state.ending != nil { break }
      log("\(open.count) metrics came in part, round \(round) of \(Self.maximumRounds)")
    }
    return result(of: state, places: queries.map(\.place))
  }

  /// Notes in the state why the pages ended before the last one, if they did.
  private func ask(
    _ open: [Int], of queries: [MetricDataQuery], _ state: inout DownloadState
  ) async {
    do {
      try await pages(open, of: queries, &state)
    } catch AWSError.cancelled {
      state.end(.interrupted)
    } catch let error as AWSError {
      state.end(.call(error))
    } catch let error as PagingError {
      state.end(.paging(error))
    } catch {
      state.end(.notAsked("its request cannot be written: \(error)"))
    }
  }

  /// All pages of the queries named by `open`, from the start again when a token has expired.
  private func pages(
    _ open: [Int], of queries: [MetricDataQuery], _ state: inout DownloadState
  ) async throws {
    let request = try MetricDataRequest(
      open.map { queries[$0] }, range: batch.range, period: batch.period.seconds)
    var restarts = 0
    var pages = PageSequence(expected: batch.calls)
    while true {
      let call = try request.call(token: pages.token, points: pointsPerCall)
      state.calls += 1
      guard let page = try await page(call, isContinuation: pages.token != nil, &restarts) else {
        log("a continuation token had expired: the batch starts again")
        pages = PageSequence(expected: batch.calls)
        continue
      }
      for message in page.messages { log("CloudWatch: \(message)") }
      state.merge(page, asked: open)
      received(page.values.count)
      guard try pages.advance(to: page.nextToken) else { return }
    }
  }

  /// Nil when the token has expired and the first page may be asked for again.
  private func page(
    _ call: AWSCall, isContinuation: Bool, _ restarts: inout Int
  ) async throws(AWSError) -> MetricDataPage? {
    do {
      return try await client.send(call) { try MetricDataPage(json: $0.body) }
    } catch {
      guard isContinuation, error.isExpiredPage, restarts < Self.maximumRestarts else {
        throw error
      }
      restarts += 1
      return nil
    }
  }

  private func result(of state: DownloadState, places: [Int]) -> BatchResult {
    var failures: [Int: PullFailure.Reason] = [:]
    var dropped: [Int: Int] = [:]
    for (query, place) in places.enumerated() {
      if let reason = state.failure(of: query) { failures[place] = failures[place] ?? reason }
      if let slots = state.grid.dropped[query] { dropped[place, default: 0] += slots.count }
    }
    return BatchResult(
      batch: batch, grid: state.grid, failures: failures, dropped: dropped, ending: state.ending,
      calls: state.calls, metricsBilled: state.billed, pointsReceived: state.points)
  }

  private static func metricsBilled(_ queries: [MetricDataQuery]) -> Int {
    Set(queries.map { [$0.function, $0.statistic.metricName] }).count
  }
}

extension AWSError {
  /// Whether a continuation token is no longer good.
  fileprivate var isExpiredPage: Bool {
    guard let fault, !fault.isExpiredToken, !fault.isThrottling, !fault.isServerSide else {
      return false
    }
    return fault.code.contains("NextToken")
      || fault.status == 400 && fault.message.lowercased().contains("token")
  }
}
