import GRDB

/// What one import has seen: its range of time, its workloads, and which slots it has stored.
struct ImportLedger {
  private struct Series {
    let periodSeconds: Int
    /// By id, whether the workload has samples of this period.
    var workloads: [Bool] = []
  }

  /// From the first instant to the end of the last period; nil before the first sample.
  private(set) var range: Range<Int>?
  private var series: [Series] = []
  /// Kept only for inputs of several batches that must not repeat a sample.
  private var slots: SlotLedger?

  /// From here on, remembers the slots of every bucket.
  mutating func keepSlots() { slots = slots ?? SlotLedger() }

  /// Notes the slots of a bucket about to be stored and returns those that were there before.
  mutating func add(_ new: UInt64, to key: BucketKey) -> UInt64 {
    let span = key.span(of: new)
    range =
      range.map {
        min($0.lowerBound, span.lowerBound)..<max($0.upperBound, span.upperBound)
      } ?? span
    note(key.workload, key.periodSeconds)
    return slots?.add(new, to: key) ?? 0
  }

  private mutating func note(_ workload: Int, _ periodSeconds: Int) {
    if !series.contains(where: { $0.periodSeconds == periodSeconds }) {
      series.append(Series(periodSeconds: periodSeconds))
    }
    for place in series.indices where series[place].periodSeconds == periodSeconds {
      while series[place].workloads.count <= workload { series[place].workloads.append(false) }
      series[place].workloads[workload] = true
    }
  }

  /// Adds the range to every series of the import and returns how many workloads they belong to.
  func recordCoverage(_ range: Range<Int>, in database: Database) throws -> Int {
    let writer = try CoverageWriter(database)
    var workloads = 0
    for workload in 0..<(series.map(\.workloads.count).max() ?? 0) {
      let own = series.filter { workload < $0.workloads.count && $0.workloads[workload] }
      for periodSeconds in own.map(\.periodSeconds).sorted() {
        try writer.add(range, workload: workload, periodSeconds: periodSeconds)
      }
      if !own.isEmpty { workloads += 1 }
    }
    return workloads
  }
}
