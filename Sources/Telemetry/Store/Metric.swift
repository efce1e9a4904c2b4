/// One measured quantity of a function, as the store and the CSV file spell it.
enum Metric: Int, CaseIterable, Sendable {
  case invocations
  case durationSum
  case durationMaximum
  case concurrency
  case errors
  case throttles
  case durableOperations
  case durableBytes
  case provisioned
  case durableExecutions

  /// Keeps sums finite; no metric of AWS comes near it.
  private static let largestValue: Double = 9_007_199_254_740_992
  static let largestConcurrency = 1_000_000_000

  /// The column in `sample_bucket`, in the view `sample` and in the CSV file.
  var column: String {
    switch self {
    case .invocations: "invocations"
    case .durationSum: "duration_ms_sum"
    case .durationMaximum: "duration_ms_max"
    case .concurrency: "concurrency_max"
    case .errors: "errors"
    case .throttles: "throttles"
    case .durableOperations: "durable_operations"
    case .durableBytes: "durable_bytes_written"
    case .provisioned: "provisioned_concurrency"
    case .durableExecutions: "durable_executions"
    }
  }

  /// The largest value the store takes.
  var largest: Double {
    self == .concurrency ? Double(Self.largestConcurrency) : Self.largestValue
  }

  /// Whether the samples of a bucket are summarized by their maximum; the others by their sum.
  var isMaximum: Bool {
    switch self {
    case .durationMaximum, .concurrency, .provisioned: true
    default: false
    }
  }
}
