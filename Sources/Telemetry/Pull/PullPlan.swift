package import CostModel

/// The paid calls of one pass over one account and region, known before the first is made.
package struct PullPlan: Sendable, Hashable {
  package let period: MetricRetention
  package let batches: [PullBatch]

  /// Full answers to one request: more would only hold more memory while under way.
  static let maximumAnswers = 20

  /// Slices by workload and never by time, because AWS charges for metrics and not for their length.
  package init(_ requests: [SeriesRequest], period: MetricRetention) {
    self.period = period
    let byRange = Dictionary(grouping: requests.filter { !$0.range.isEmpty }, by: \.range)
    batches = byRange.keys.sorted {
      ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
    }
    .flatMap { range in
      Self.batches(
        of: (byRange[range] ?? []).sorted { $0.workload < $1.workload }, over: range,
        period: period)
    }
  }

  /// Of the sizes that fill so many answers, the one that takes the fewest calls; of those the smallest,
  /// whose requests are the shortest.
  private static func batches(
    of requests: [SeriesRequest], over range: Range<Int>, period: MetricRetention
  ) -> [PullBatch] {
    let slots = range.count / period.seconds
    let plans = (1...maximumAnswers).map { answers in
      filled(
        requests, over: range, period: period,
        upTo: min(
          MetricDataRequest.maximumQueries, answers * MetricDataRequest.maximumPoints / slots))
    }
    return plans.min { calls(of: $0) < calls(of: $1) } ?? []
  }

  /// Whole functions, one batch after the other, each of at most `limit` queries.
  private static func filled(
    _ requests: [SeriesRequest], over range: Range<Int>, period: MetricRetention, upTo limit: Int
  ) -> [PullBatch] {
    var batches: [PullBatch] = []
    var series: [SeriesRequest] = []
    var queries = 0
    for request in requests {
      queries += request.statistics.count
      if queries > limit, !series.isEmpty {
        batches.append(PullBatch(period: period, range: range, series: series))
        series = []
        queries = request.statistics.count
      }
      series.append(request)
    }
    if !series.isEmpty { batches.append(PullBatch(period: period, range: range, series: series)) }
    return batches
  }

  private static func calls(of batches: [PullBatch]) -> Int { batches.reduce(0) { $0 + $1.calls } }

  package var workloads: Int { batches.reduce(0) { $0 + $1.series.count } }
  package var calls: Int { Self.calls(of: batches) }
  package var points: Int { batches.reduce(0) { $0 + $1.points } }

  /// What AWS bills; a continuation page is taken as part of the request it continues.
  package var metrics: MetricsRequested {
    MetricsRequested(Double(batches.reduce(0) { $0 + $1.metricsBilled }))
  }

  /// The time that AWS's quotas on calls and points leave room for.
  package func atQuota(of points: AWSQuota = .metricPoints, now: Instant) -> Duration {
    let seconds = batches.reduce(0.0) { sum, batch in
      sum
        + max(
          Double(batch.calls) / AWSQuota.metricCalls.perSecond,
          batch.quotaPoints(now: now) / points.perSecond)
    }
    return .seconds(seconds)
  }
}
