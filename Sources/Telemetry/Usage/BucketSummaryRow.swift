/// The current row of a scan over the summary columns of `sample_bucket`.
struct BucketSummaryRow: ~Copyable {
  let statement: PreparedStatement

  static let columns = """
    start, workload, period_seconds, samples_without_concurrency, concurrency_max_each, \
    invocations, duration_ms_sum, duration_ms_max, errors, throttles, durable_operations, \
    durable_bytes_written, provisioned_concurrency
    """

  var key: BucketKey {
    BucketKey(
      start: statement.int(0), workload: statement.int(1), periodSeconds: statement.int(2))
  }
  var lacksConcurrency: Bool { statement.int(3) > 0 }
  /// A JSON array with a value per sample; empty when every one is 0.
  var concurrencyLevels: UnsafeRawBufferPointer { statement.bytes(4) }
  var invocations: Double? { statement.number(5) }
  var busyMilliseconds: Double? { statement.number(6) }
  var longestMilliseconds: Double? { statement.number(7) }
  var errors: Double? { statement.number(8) }
  var throttles: Double? { statement.number(9) }
  var durableOperations: Double? { statement.number(10) }
  var durableBytes: Double? { statement.number(11) }
  var hasProvisioned: Bool { !statement.isNull(12) }
}

extension PreparedStatement {
  fileprivate func number(_ column: Int) -> Double? {
    isNull(column) ? nil : double(column)
  }
}
