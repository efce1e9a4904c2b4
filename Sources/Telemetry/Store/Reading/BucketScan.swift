import CostModel
import GRDB

/// Reads the buckets of a stretch of time in key order and adds them up.
///
/// A bucket inside the window gives its sums and its concurrency levels; only one that the window
/// cuts, or whose samples must be looked at one by one, is unfolded.
struct BucketScan {
  /// Places of the wanted workloads by id; -1 for the others.
  let places: [Int32]
  let blocks: BlockPlan
  /// Places whose samples are left to the slow path.
  let skipped: Set<Int>

  private enum Column {
    static let start = 0
    static let workload = 1
    static let period = 2
    static let samples = 3
    static let withoutConcurrency = 4
    static let memoryEach = 5
    static let concurrencyEach = 6
    static func summary(_ metric: Metric) -> Int { 7 + metric.rawValue }

    static let sql =
      (["start", "workload", "period_seconds", "samples", "samples_without_concurrency",
        "memory_mb_each IS NOT NULL", "concurrency_max_each"] + Metric.allCases.map(\.column))
      .joined(separator: ", ")
  }

  func run(_ database: Database, starts: Range<Int>, workloads: Int) throws -> FleetAccumulator {
    var fleet = FleetAccumulator(workloads: workloads, blocks: blocks)
    let rows = try PreparedStatement(
      database, "SELECT \(Column.sql) FROM sample_bucket WHERE start >= ? AND start < ?")
    let lookup = try BucketLookup(database)
    rows.bind(starts.lowerBound, at: 1)
    rows.bind(starts.upperBound, at: 2)
    while try rows.step() {
      let id = rows.int(Column.workload)
      guard id < places.count, places[id] >= 0 else { continue }
      let place = Int(places[id])
      let period = rows.int(Column.period)
      fleet.update(place) { $0.see(period: period) }
      if skipped.contains(place) { continue }
      if isWhole(rows, period: period) {
        try addWhole(rows, period: period, place: place, to: &fleet)
      } else {
        let key = BucketKey(
          start: rows.int(Column.start), workload: id, periodSeconds: period)
        try lookup.forEachSample(of: key) { sample in
          sample.add(to: &fleet, place: place)
        }
      }
    }
    return fleet
  }

  /// Whether the row's sums say all there is to know about it.
  private func isWhole(_ row: PreparedStatement, period: Int) -> Bool {
    let start = row.int(Column.start)
    guard let length = SamplePeriod(seconds: period)?.bucketSeconds else { return false }
    return start >= blocks.window.lowerBound && start + length <= blocks.window.upperBound
      && length <= blocks.length && row.int(Column.withoutConcurrency) == 0
      && row.int(Column.memoryEach) == 0 && row.isNull(Column.summary(.provisioned))
  }

  private func addWhole(
    _ row: PreparedStatement, period: Int, place: Int, to fleet: inout FleetAccumulator
  ) throws {
    let busy = row.double(Column.summary(.durationSum))
    fleet.add(busyMilliseconds: busy, of: place, at: row.int(Column.start))
    fleet.update(place) { sums in
      sums.invocations += row.double(Column.summary(.invocations))
      sums.busyMilliseconds += busy
      if row.isNull(Column.summary(.memory)) {
        sums.unweighted += busy
      } else {
        sums.memoryWeighted += busy * row.double(Column.summary(.memory))
      }
      Self.add(row, .errors, to: &sums.errors)
      Self.add(row, .throttles, to: &sums.throttles)
      Self.add(row, .durableOperations, to: &sums.operations)
      Self.add(row, .durableBytes, to: &sums.bytesWritten)
      if !row.isNull(Column.summary(.durationMaximum)) {
        sums.longestMilliseconds = max(
          sums.longestMilliseconds, row.double(Column.summary(.durationMaximum)))
      }
    }
    try addLevels(row, period: period, place: place, to: &fleet)
  }

  private static func add(_ row: PreparedStatement, _ metric: Metric, to sum: inout Double) {
    let column = Column.summary(metric)
    if !row.isNull(column) { FleetAccumulator.Sums.add(row.double(column), to: &sum) }
  }

  private func addLevels(
    _ row: PreparedStatement, period: Int, place: Int, to fleet: inout FleetAccumulator
  ) throws {
    let text = row.bytes(Column.concurrencyEach)
    guard !text.isEmpty else {
      let level = Int(row.double(Column.summary(.concurrency)))
      fleet.add(level: level, seconds: period * row.int(Column.samples), of: place)
      return
    }
    var numbers = JSONNumbers(text)
    while let level = try numbers.next() {
      guard let level else { throw BucketDamage() }
      fleet.add(level: Int(level), seconds: period, of: place)
    }
  }
}

extension FleetAccumulator.Sums {
  mutating func see(period seconds: Int) {
    let seen = Int32(truncatingIfNeeded: seconds)
    period = period == 0 || period == seen ? seen : -1
  }
}
