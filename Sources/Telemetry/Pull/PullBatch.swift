import CostModel

/// Whole functions that one GetMetricData request asks about, over one stretch of time.
package struct PullBatch: Sendable, Hashable {
  package let period: MetricRetention
  /// Epoch seconds, whole periods.
  package let range: Range<Int>
  package let series: [SeriesRequest]

  package init(period: MetricRetention, range: Range<Int>, series: [SeriesRequest]) {
    self.period = period
    self.range = range
    self.series = series
  }

  /// Points of one statistic.
  package var slots: Int { range.count / period.seconds }
  package var queries: Int { series.reduce(0) { $0 + $1.statistics.count } }
  package var metricsBilled: Int { series.reduce(0) { $0 + $1.metricsBilled } }

  /// Every period asked for, silent or not.
  package var points: Int { queries * slots }

  /// What the points weigh in CloudWatch's quota.
  func quotaPoints(now: Instant) -> Double {
    let age = now.seconds(since: Instant(epochSeconds: range.lowerBound))
    return Double(points) * (age <= AWSQuota.recentSeconds ? AWSQuota.recentPointWeight : 1)
  }

  /// Answers it takes, 100,800 points each.
  package var calls: Int {
    max(1, (points + MetricDataRequest.maximumPoints - 1) / MetricDataRequest.maximumPoints)
  }
}
