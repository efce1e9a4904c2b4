/// What GetMetricData is asked: one statistic of one function.
struct MetricDataQuery: Sendable, Hashable {
  let function: String
  let statistic: LambdaStatistic
}
