package import CostModel

/// The paid calls of one pass over one account and region, known before the first is made.
package struct PullPlan: Sendable, Hashable {
  package let period: MetricRetention
  package let batches: [PullBatch]

  /// Twenty full answers: more would only hold more memory while under way.
  static let maximumPoints = 20 * MetricDataRequest.maximumPoints

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

  private static func batches(
    of requests: [SeriesRequest], over range: Range<Int>, period: MetricRetention
  ) -> [PullBatch] {
    let slots = range.count / period.seconds
    var batches: [PullBatch] = []
    var series: [SeriesRequest] = []
    var queries = 0
    for request in requests {
      let sum = queries + request.statistics.count
      if !series.isEmpty,
        sum > MetricDataRequest.maximumQueries || sum * slots > maximumPoints
      {
        batches.append(PullBatch(period: period, range: range, series: series))
        series = []
        queries = 0
      }
      series.append(request)
      queries += request.statistics.count
    }
    if !series.isEmpty { batches.append(PullBatch(period: period, range: range, series: series)) }
    return batches
  }

  package var workloads: Int { batches.reduce(0) { $0 + $1.series.count } }
  package var calls: Int { batches.reduce(0) { $0 + $1.calls } }
  package var points: Int { batches.reduce(0) { $0 + $1.points } }

  /// What AWS bills; a continuation page is taken as part of the request it continues.
  package var metrics: MetricsRequested {
    MetricsRequested(Double(batches.reduce(0) { $0 + $1.metricsBilled }))
  }

  /// The time CloudWatch's quotas leave room for: 50 calls a second, and 180,000 points a second
  /// within the last 3 hours, 396,000 before.
  package func atQuota(now: Instant) -> Duration {
    let recent = now.advanced(by: -CloudWatchQuota.recentSeconds).epochSeconds
    let seconds = batches.reduce(0.0) { sum, batch in
      let perSecond =
        batch.range.lowerBound >= recent
        ? CloudWatchQuota.recentPointsPerSecond : CloudWatchQuota.pointsPerSecond
      return sum
        + max(
          Double(batch.calls) / CloudWatchQuota.callsPerSecond, Double(batch.points) / perSecond)
    }
    return .seconds(seconds)
  }
}

/// AWS's quotas on GetMetricData per account and region (CloudWatch quotas page, 2026).
package enum CloudWatchQuota {
  package static let callsPerSecond = 50.0
  package static let pointsPerSecond = 396_000.0
  package static let recentPointsPerSecond = 180_000.0
  package static let recentSeconds = 3 * 3600
}
