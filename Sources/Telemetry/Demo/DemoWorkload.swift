import CostModel

/// The character of one made-up workload; its samples follow from it and a seed.
struct DemoWorkload {
  let name: String
  let memory: Megabytes
  let architecture: Architecture
  /// Mean handler time of an invocation.
  let duration: Duration
  /// Concurrent executions in the busiest period.
  let peak: Int
  /// Average concurrency over the peak that the traffic is scaled to.
  let utilization: Ratio
  let rhythm: DemoRhythm
  var period: Duration = .seconds(3600)
  /// How much a whole day may stray from its rhythm.
  var dailySpread = Ratio(0.05)
  /// The longest invocation over the mean one.
  var longest = 3.0
  var errorShare = Ratio.zero
  var throttleShare = Ratio.zero
  var durable: DemoDurable?
  var provisioned: Int?
}

/// What one invocation checkpoints, and how many make an execution.
struct DemoDurable {
  let invocations: Int
  let operations: Int
  let bytesPerOperation: Int
}
