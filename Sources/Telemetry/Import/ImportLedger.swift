import GRDB

/// What one import has seen: its range of time, its workloads, and which slots it has stored.
struct ImportLedger {
  private struct Series: Hashable {
    let workload: Int
    let periodSeconds: Int
  }

  /// From the first instant to the end of the last period; nil before the first sample.
  private(set) var range: Range<Int>?
  private var series: Set<Series> = []
  private var lastSeries: Series?
  /// Kept only for inputs of more than one batch.
  private var slots: SlotLedger?

  mutating func extend(_ batch: SampleBatch) {
    var first = range?.lowerBound ?? Int.max
    var end = range?.upperBound ?? Int.min
    for row in batch.rows {
      first = min(first, row.instant)
      end = max(end, row.instant + Int(row.periodSeconds))
    }
    if first < end { range = first..<end }
  }

  /// From here on, remembers the slots of every bucket.
  mutating func keepSlots() { slots = slots ?? SlotLedger() }

  /// Notes the slots of a bucket about to be stored and returns those that were there before.
  mutating func add(_ new: UInt64, to key: BucketKey) -> UInt64 {
    let next = Series(workload: key.workload, periodSeconds: key.periodSeconds)
    if next != lastSeries {
      series.insert(next)
      lastSeries = next
    }
    return slots?.add(new, to: key) ?? 0
  }

  /// Adds the range to every series of the import and returns how many workloads they belong to.
  func recordCoverage(_ range: Range<Int>, in database: Database) throws -> Int {
    let writer = try CoverageWriter(database)
    let ordered = series.sorted {
      ($0.workload, $0.periodSeconds) < ($1.workload, $1.periodSeconds)
    }
    for item in ordered {
      try writer.add(range, workload: item.workload, periodSeconds: item.periodSeconds)
    }
    return Set(series.map(\.workload)).count
  }
}
