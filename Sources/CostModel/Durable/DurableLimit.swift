/// How close a workload comes to one of the limits of durable executions.
package struct DurableLimit: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case operations = "operations_per_execution"
    case written = "megabytes_written_per_execution"
    case retention = "retention_days"
    case timeout = "execution_timeout_days"
  }

  package let kind: Kind
  /// Of the mean execution, as nothing meters the longest; of the configuration for the last two.
  package let used: Double
  package let allowed: Double

  package var share: Ratio { Ratio(used / allowed) }

  /// Whether reaching it stops an execution; a configured maximum is merely used to the full.
  package var stopsExecutions: Bool { kind == .operations || kind == .written }

  /// Every limit of which the use is known.
  ///
  /// 200 operations and 30 MB an execution are 6.7 % of 3,000 and 30 % of 100 MB.
  static func limits(of month: DurableMonth, timeout: Duration?) -> [DurableLimit] {
    var limits: [DurableLimit] = []
    if let executions = month.usage.executions, executions > .zero {
      let operations = month.usage.operations.value / executions.value
      let megabytes = month.usage.written.bytes / executions.value / 1e6
      limits += [
        DurableLimit(
          kind: .operations, used: operations,
          allowed: DurableLimits.operationsPerExecution.value),
        DurableLimit(
          kind: .written, used: megabytes,
          allowed: DurableLimits.writtenPerExecution.bytes / 1e6),
      ]
    }
    limits.append(
      DurableLimit(
        kind: .retention, used: Double(month.retentionDays),
        allowed: Double(DurableLimits.retentionDays.upperBound)))
    if let timeout {
      limits.append(
        DurableLimit(
          kind: .timeout, used: timeout / .days(1), allowed: DurableLimits.timeout / .days(1)))
    }
    return limits
  }
}
