/// Rows on their way into the store, in flat arrays.
struct SampleBatch: Sendable {
  struct Row: Sendable {
    let bucketStart: Int
    let line: Int
    /// The id of the workload, or before it is known the number that the file's reader gave it.
    var workload: Int32
    let periodSeconds: Int32
    /// Number of the setting the row names; 0 when it names none.
    let setting: Int32
    let slot: UInt8

    init(instant: Int, period: SamplePeriod, workload: Int, setting: Int32, line: Int) {
      bucketStart = period.bucketStart(of: instant)
      slot = UInt8(truncatingIfNeeded: period.slot(of: instant))
      periodSeconds = Int32(truncatingIfNeeded: period.seconds)
      self.workload = Int32(truncatingIfNeeded: workload)
      self.setting = setting
      self.line = line
    }

    var instant: Int { bucketStart + Int(slot) * Int(periodSeconds) }
  }

  /// The metrics a row may have, in the order of `values`.
  let metrics: [Metric]
  private(set) var rows: [Row] = []
  /// Row-major, one value per metric; NaN where it was not delivered.
  private var values: [Double] = []

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

  /// Appends a batch with the same metrics whose workloads are places in `workloadIDs`.
  mutating func append(_ other: SampleBatch, workloadIDs: [Int32]) {
    rows.append(
      contentsOf: other.rows.lazy.map { row in
        var row = row
        row.workload = workloadIDs[Int(row.workload)]
        return row
      })
    values.append(contentsOf: other.values)
  }

  func bucket(of index: Int) -> BucketKey {
    BucketKey(
      start: rows[index].bucketStart, workload: Int(rows[index].workload),
      periodSeconds: Int(rows[index].periodSeconds))
  }

  /// Adds row `index` to its bucket.
  func unpack(_ index: Int, into content: inout BucketContent) {
    let slot = Int(rows[index].slot)
    content.addSample(at: slot)
    for column in 0..<metrics.count {
      let value = values[index * metrics.count + column]
      if !value.isNaN { content.set(metrics[column], value, at: slot) }
    }
  }
}
