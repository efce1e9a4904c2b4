/// Rows on their way into the store, in flat arrays.
struct SampleBatch {
  struct Row {
    let bucketStart: Int
    let workload: Int
    let periodSeconds: Int32
    let slot: UInt8
    /// Number of the configuration the row names; 0 when it names none.
    let configuration: Int32
    let line: Int
  }

  /// The metrics a row may have, in the order of `values`.
  let metrics: [Metric]
  private(set) var rows: [Row] = []
  /// Row-major, one value per metric; NaN where it was not delivered.
  private(set) var values: [Double] = []

  init(metrics: [Metric]) { self.metrics = metrics }

  var count: Int { rows.count }

  mutating func reserve(_ rows: Int) {
    self.rows.reserveCapacity(rows)
    values.reserveCapacity(rows * metrics.count)
  }

  mutating func append(_ row: Row, _ metricValues: [Double]) {
    rows.append(row)
    values.append(contentsOf: metricValues)
  }

  mutating func removeAll() {
    rows.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }

  /// Appends row `index` of another batch with the same metrics.
  mutating func append(_ index: Int, of other: SampleBatch) {
    rows.append(other.rows[index])
    values.append(contentsOf: other.values[index * metrics.count..<(index + 1) * metrics.count])
  }
}
