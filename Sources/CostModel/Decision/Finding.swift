/// Something about a workload its owner should know, with what acting on it would save.
package struct Finding: Hashable, Sendable {
  package enum Severity: String, Codable, Hashable, Sendable, CaseIterable {
    case info, warning, critical
  }

  /// Stable names: programs filter on them.
  package enum Code: String, Codable, Hashable, Sendable, CaseIterable {
    case idle
    case insufficientData = "insufficient-data"
    case pullFailed = "pull-failed"
    case coverageGap = "coverage-gap"
    case peakEstimated = "peak-estimated"
    case utilizationClamped = "utilization-clamped"
    case memoryUnknown = "memory-unknown"
    case architectureAssumed = "architecture-assumed"
    case priceMissing = "price-missing"
    case priceUnverified = "price-unverified"
    case memoryStarved = "memory-starved"
    case nearTimeout = "near-timeout"
    case durableBloat = "durable-bloat"
    case durableLimit = "durable-limit"
    case snapStart = "snapstart"
    case storagePath = "storage-path"
    case coldStarts = "cold-starts"
    case tokenRate = "token-rate"
    case errors
    case throttled
  }

  package let code: Code
  package let severity: Severity
  /// One sentence with the numbers in it.
  package let message: String
  package let monthlySaving: USD?

  package init(
    _ code: Code, _ severity: Severity, _ message: String, monthlySaving: USD? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.monthlySaving = monthlySaving
  }
}
