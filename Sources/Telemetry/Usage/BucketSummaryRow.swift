/// The current row of a scan over the summary columns of `sample_bucket`.
struct BucketSummaryRow: ~Copyable {
  let statement: PreparedStatement

  static let columns =
    (["start", "workload", "period_seconds", "samples_without_concurrency", "concurrency_max_each"]
    + Metric.allCases.map(\.column)).joined(separator: ", ")

  var key: BucketKey {
    BucketKey(
      start: statement.int(0), workload: statement.int(1), periodSeconds: statement.int(2))
  }
  var periodSeconds: Int { statement.int(2) }
  var lacksConcurrency: Bool { statement.int(3) > 0 }
  /// A JSON array with a value per sample; empty when every one is 0.
  var concurrencyLevels: UnsafeRawBufferPointer { statement.bytes(4) }

  func summary(_ metric: Metric) -> Double? {
    let column = 5 + metric.rawValue
    return statement.isNull(column) ? nil : statement.double(column)
  }
}
