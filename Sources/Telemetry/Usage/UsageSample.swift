/// One sample of one workload; nil where a metric was not delivered.
struct UsageSample {
  let instant: Int
  let period: Int
  let invocations: Double?
  let busyMilliseconds: Double?
  let longestMilliseconds: Double?
  let concurrency: Double?
  let errors: Double?
  let throttles: Double?
  let durableOperations: Double?
  let durableBytes: Double?
  let durableExecutions: Double?
  let provisioned: Double?

  init(_ content: borrowing BucketContent, slot: Int, key: BucketKey) {
    instant = key.start + slot * key.periodSeconds
    period = key.periodSeconds
    invocations = content.delivered(.invocations, at: slot)
    busyMilliseconds = content.delivered(.durationSum, at: slot)
    longestMilliseconds = content.delivered(.durationMaximum, at: slot)
    concurrency = content.delivered(.concurrency, at: slot)
    errors = content.delivered(.errors, at: slot)
    throttles = content.delivered(.throttles, at: slot)
    durableOperations = content.delivered(.durableOperations, at: slot)
    durableBytes = content.delivered(.durableBytes, at: slot)
    durableExecutions = content.delivered(.durableExecutions, at: slot)
    provisioned = content.delivered(.provisioned, at: slot)
  }

  var span: Range<Int> { instant..<instant + period }

  /// Concurrent executions; where the metric is missing, the least that the busy time needs.
  var level: Int {
    if let concurrency { return Int(concurrency) }
    return Int(((busyMilliseconds ?? 0) / (1000 * Double(period))).rounded(.up))
  }
}
