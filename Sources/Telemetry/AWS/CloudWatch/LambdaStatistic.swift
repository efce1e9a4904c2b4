/// One statistic of one metric in the namespace AWS/Lambda.
package enum LambdaStatistic: Int, CaseIterable, Sendable {
  case invocations
  case durationSum
  case durationMaximum
  case concurrency
  case errors
  case throttles
  case durableOperations
  case durableBytes
  case provisionedExecutions
  case provisionedUtilization

  /// What is asked about every function.
  static let general: [LambdaStatistic] = [
    .invocations, .durationSum, .durationMaximum, .concurrency, .errors, .throttles,
  ]
  static let durable: [LambdaStatistic] = [.durableOperations, .durableBytes]
  /// What is configured is their quotient: executions over utilization.
  static let provisioned: [LambdaStatistic] = [.provisionedExecutions, .provisionedUtilization]

  package var metricName: String {
    switch self {
    case .invocations: "Invocations"
    case .durationSum, .durationMaximum: "Duration"
    case .concurrency: "ConcurrentExecutions"
    case .errors: "Errors"
    case .throttles: "Throttles"
    case .durableOperations: "DurableExecutionOperations"
    case .durableBytes: "DurableExecutionStorageWrittenBytes"
    case .provisionedExecutions: "ProvisionedConcurrentExecutions"
    case .provisionedUtilization: "ProvisionedConcurrencyUtilization"
    }
  }

  package var statistic: String { isSum ? "Sum" : "Maximum" }

  var isSum: Bool {
    switch self {
    case .durationMaximum, .concurrency, .provisionedExecutions, .provisionedUtilization: false
    default: true
    }
  }

  /// Where the store keeps it as it came; nil for the two that are put together first.
  var stored: Metric? {
    switch self {
    case .invocations: .invocations
    case .durationSum: .durationSum
    case .durationMaximum: .durationMaximum
    case .concurrency: .concurrency
    case .errors: .errors
    case .throttles: .throttles
    case .durableOperations: .durableOperations
    case .durableBytes: .durableBytes
    case .provisionedExecutions, .provisionedUtilization: nil
    }
  }
}
