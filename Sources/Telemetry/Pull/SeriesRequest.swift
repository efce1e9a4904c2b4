package import CostModel

/// What is to be asked about one function: its statistics over one stretch of time.
package struct SeriesRequest: Sendable, Hashable {
  package let workload: Workload
  package let statistics: [LambdaStatistic]
  /// Epoch seconds, whole periods.
  package let range: Range<Int>

  package init(workload: Workload, statistics: [LambdaStatistic], range: Range<Int>) {
    self.workload = workload
    self.statistics = statistics
    self.range = range
  }

  /// AWS bills a metric once for up to five statistics of it in one call (price page, 2026).
  package var metricsBilled: Int {
    let statisticsPerMetric = 5
    return Dictionary(grouping: statistics, by: \.metricName).values
      .reduce(0) { $0 + ($1.count + statisticsPerMetric - 1) / statisticsPerMetric }
  }
}
