/// One statistic of one metric that Lambda or its Insights extension reports.
package enum LambdaStatistic: Int, CaseIterable, Sendable {
  case invocations
  case durationSum
  case durationMaximum
  case concurrency
  case errors
  case throttles
  case durableOperations
  case durableBytes
  case durableExecutions
  case provisionedExecutions
  case provisionedUtilization
  /// Invocations that Lambda Insights measured.
  case measuredInvocations
  case usedMemory
  case initSum

  /// What is asked about every function.
  static let general: [LambdaStatistic] = [
    .invocations, .durationSum, .durationMaximum, .concurrency, .errors, .throttles,
  ]
  static let durable: [LambdaStatistic] = [.durableOperations, .durableBytes, .durableExecutions]
  /// What is configured is their quotient: executions over utilization.
  static let provisioned: [LambdaStatistic] = [.provisionedExecutions, .provisionedUtilization]
  static let insights: [LambdaStatistic] = [.measuredInvocations, .usedMemory, .initSum]

  /// Where the metric is found, and the dimension that holds the function's name.
  struct Place: Hashable, Sendable {
    let namespace: String
    let dimension: String

    static let lambda = Place(namespace: "AWS/Lambda", dimension: "FunctionName")
    static let insights = Place(namespace: "LambdaInsights", dimension: "function_name")
  }

  var place: Place { Self.insights.contains(self) ? .insights : .lambda }

  package var metricName: String {
    switch self {
    case .invocations: "Invocations"
    case .durationSum, .durationMaximum: "Duration"
    case .concurrency: "ConcurrentExecutions"
    case .errors: "Errors"
    case .throttles: "Throttles"
    case .durableOperations: "DurableExecutionOperations"
    case .durableBytes: "DurableExecutionStorageWrittenBytes"
    case .durableExecutions: "DurableExecutionStarted"
    case .provisionedExecutions: "ProvisionedConcurrentExecutions"
    case .provisionedUtilization: "ProvisionedConcurrencyUtilization"
    case .measuredInvocations, .usedMemory: "used_memory_max"
    case .initSum: "init_duration"
    }
  }

  package var statistic: String {
    switch self {
    case .measuredInvocations: "SampleCount"
    case .durationMaximum, .concurrency, .provisionedExecutions, .provisionedUtilization,
      .usedMemory:
      "Maximum"
    case .invocations, .durationSum, .errors, .throttles, .durableOperations, .durableBytes,
      .durableExecutions, .initSum:
      "Sum"
    }
  }

  var isSum: Bool { statistic == "Sum" }

  /// Where the store keeps it as it came; nil for what is kept otherwise.
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
    case .durableExecutions: .durableExecutions
    case .provisionedExecutions, .provisionedUtilization, .measuredInvocations, .usedMemory,
      .initSum:
      nil
    }
  }
}
