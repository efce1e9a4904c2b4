/// The running sums of one workload; nil where a metric has not been delivered yet.
struct WorkloadTotals: Sendable {
  var invocations = 0.0
  var busyMilliseconds = 0.0
  var longestMilliseconds: Double?
  var errors: Double?
  var throttles: Double?
  var durableOperations: Double?
  var durableBytes: Double?
  var durableExecutions: Double?
  /// A bucket has durable operations and no count of executions: nobody asked for it at the time.
  var lacksExecutions = false
  /// Busy time times memory, in ms times MB; only where the memory changed inside the window.
  var memoryMilliseconds = 0.0
  /// Provisioned environments times memory and time, in MB times seconds.
  var provisioned: Double?
  /// The part of it that ran something, in the same unit.
  var served = 0.0
  var isEstimated = false

  mutating func merge(_ other: WorkloadTotals) {
    invocations += other.invocations
    busyMilliseconds += other.busyMilliseconds
    longestMilliseconds.raise(to: other.longestMilliseconds)
    errors.add(other.errors)
    throttles.add(other.throttles)
    durableOperations.add(other.durableOperations)
    durableBytes.add(other.durableBytes)
    durableExecutions.add(other.durableExecutions)
    lacksExecutions = lacksExecutions || other.lacksExecutions
    memoryMilliseconds += other.memoryMilliseconds
    provisioned.add(other.provisioned)
    served += other.served
    isEstimated = isEstimated || other.isEstimated
  }
}

extension Double? {
  /// Adds a value that may not have been delivered; what stays nil never was.
  mutating func add(_ other: Double?) {
    guard let other else { return }
    self = (self ?? 0) + other
  }

  mutating func raise(to other: Double?) {
    guard let other else { return }
    self = Swift.max(self ?? 0, other)
  }
}
