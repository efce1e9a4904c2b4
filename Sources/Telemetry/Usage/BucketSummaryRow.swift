/// The current row of a scan over the summary columns of `sample_bucket`.
struct BucketSummaryRow: ~Copyable {
  let statement: PreparedStatement

  static let columns = """
    start, workload, period_seconds, samples_without_concurrency, concurrency_max_each, \
    invocations, duration_ms_sum, duration_ms_max, errors, throttles, durable_operations, \
    durable_bytes_written, provisioned_concurrency, durable_executions
    """

  var key: BucketKey {
    BucketKey(
      start: statement.int(0), workload: statement.int(1), periodSeconds: statement.int(2))
  }
  var lacksConcurrency: Bool { statement.int(3) > 0 }
  /// A JSON array with a value per sample; empty when every one is 0.
  var concurrencyLevels: UnsafeRawBufferPointer { statement.bytes(4) }
  var invocations: Double? { statement.optionalDouble(5) }
  var busyMilliseconds: Double? { statement.optionalDouble(6) }
  var longestMilliseconds: Double? { statement.optionalDouble(7) }
  var errors: Double? { statement.optionalDouble(8) }
  var throttles: Double? { statement.optionalDouble(9) }
  var durableOperations: Double? { statement.optionalDouble(10) }
  var durableBytes: Double? { statement.optionalDouble(11) }
  var hasProvisioned: Bool { !statement.isNull(12) }
  var durableExecutions: Double? { statement.optionalDouble(13) }
}
