/// United States dollars, unrounded: money is rounded once, where it is shown.
package struct USD: Quantity {
  package static let unit = "USD"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// Memory held for time, AWS Lambda's meter of duration; 1 GB is 1,024 MB of 2^20 bytes.
package struct GBSeconds: Quantity {
  package static let unit = "GB-second"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// Data kept for a month.
package struct GBMonths: Quantity {
  package static let unit = "GB-month"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// An amount of data in decimal gigabytes (10^9 bytes), as AWS's durable-functions example counts them.
package struct Gigabytes: Quantity {
  package static let unit = "GB"
  package let value: Double
  package init(_ value: Double) { self.value = value }
  package init(bytes: Double) { self.init(bytes / 1e9) }
  package var bytes: Double { value * 1e9 }
}

/// Billed invocations of a function, or calls of an endpoint.
package struct Requests: Quantity {
  package static let unit = "request"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// Durable operations: starts, steps, waits, callbacks.
package struct Operations: Quantity {
  package static let unit = "operation"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// Hours of one instance, endpoint or node running.
package struct Hours: Quantity {
  package static let unit = "hour"
  package let value: Double
  package init(_ value: Double) { self.value = value }
  /// A billing month, as AWS's calculators count it.
  package static let month = Hours(730)
}

/// Hours of one virtual CPU.
package struct VCPUHours: Quantity {
  package static let unit = "vCPU-hour"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// Hours of one gigabyte of memory.
package struct GBHours: Quantity {
  package static let unit = "GB-hour"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// Language-model tokens, in or out.
package struct Tokens: Quantity {
  package static let unit = "token"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// A rate of prefill or decode.
package struct TokensPerSecond: Quantity {
  package static let unit = "token/second"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// CloudWatch metrics asked for in GetMetricData calls.
package struct MetricsRequested: Quantity {
  package static let unit = "metric"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// Metric updates sent by a CloudWatch metric stream.
package struct MetricUpdates: Quantity {
  package static let unit = "update"
  package let value: Double
  package init(_ value: Double) { self.value = value }
}

/// A share between 0 and 1: utilization, coverage, discount.
package struct Ratio: Quantity {
  package static let unit = "ratio"
  package let value: Double
  package init(_ value: Double) { self.value = value }
  package static let one = Ratio(1)
  /// The nearest share inside 0…1.
  package var clamped: Ratio { Ratio(min(max(value, 0), 1)) }
}

/// Memory configured for a function, in MB of 2^20 bytes.
package struct Megabytes: Quantity {
  package static let unit = "MB"
  package let value: Double
  package init(_ value: Double) { self.value = value }
  /// Gigabytes of 1,024 MB, as Lambda bills them.
  package var gigabytes: Double { value / 1024 }
}

/// Virtual CPUs; on Lambda 1,769 MB buy one (AWS Lambda quotas page, read 2026-11-23).
package struct VCPUs: Quantity {
  package static let unit = "vCPU"
  package let value: Double
  package init(_ value: Double) { self.value = value }
  /// 10,240 MB -> 5.79 vCPU.
  package init(lambdaMemory memory: Megabytes) { self.init(memory.value / 1769) }
}
