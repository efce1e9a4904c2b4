import CostModel
import GRDB

/// Reads when each workload was busy out of its buckets.
struct WeekScan {
  private let share: ScanShare
  private let window: Range<Int>

  init(_ share: ScanShare) {
    self.share = share
    window = share.blocks.window
  }

  /// One per entry of the share; nil where nobody can say.
  func profiles(_ database: Database) throws -> [WeekProfile?] {
    var tally = WeekTally(workloads: share.entries.count, window: window)
    try readCoverage(into: &tally, database)
    let statement = try PreparedStatement(
      database,
      """
      SELECT start, workload, period_seconds, slots, duration_ms_sum, duration_ms_sum_each
      FROM sample_bucket WHERE start >= ? AND start < ? AND workload BETWEEN ? AND ?
      """)
    for day in ScanDay.days(of: share.blocks) {
      statement.bind(day.range.lowerBound, at: 1)
      statement.bind(day.range.upperBound, at: 2)
      statement.bind(share.ids?.lowerBound, at: 3)
      statement.bind(share.ids?.upperBound, at: 4)
      while try statement.step() { try add(statement, to: &tally) }
      statement.reset()
      tally.end(day: day.range.lowerBound)
    }
    return share.entries.indices.map { tally.profile($0 - share.entries.startIndex) }
  }

  private func add(_ row: borrowing PreparedStatement, to tally: inout WeekTally) throws {
    guard let place = share.place(of: row.int(1)), !row.isNull(4) else { return }
    let (start, period) = (row.int(0), row.int(2))
    guard WeekTally.isFine(period) else {
      // A silent coarse sample says as much as fine ones.
      if row.double(4) > 0 { tally.noteCoarse(place) }
      return
    }
    let each = row.bytes(5)
    guard !each.isEmpty else { return }
    var slots = JSONNumbers(row.bytes(3))
    var values = JSONNumbers(each)
    while let value = try values.next() {
      guard let slot = try slots.next(), let slot, slot >= 0,
        slot < Double(SamplePeriod.maximumSlots)
      else { throw BucketDamage() }
      let instant = start + Int(slot) * period
      guard let value, instant >= window.lowerBound, instant + period <= window.upperBound else {
        continue
      }
      tally.add(value, at: instant, period: period, workload: place)
    }
  }

  private func readCoverage(into tally: inout WeekTally, _ database: Database) throws {
    let statement = try PreparedStatement(
      database,
      """
      SELECT workload, since, until FROM covered_range
      WHERE workload BETWEEN ? AND ? AND until > ? AND since < ? ORDER BY workload, since
      """)
    statement.bind(share.ids?.lowerBound, at: 1)
    statement.bind(share.ids?.upperBound, at: 2)
    statement.bind(window.lowerBound, at: 3)
    statement.bind(window.upperBound, at: 4)
    var current = (place: -1, end: Int.min)
    while try statement.step() {
      guard let place = share.place(of: statement.int(0)) else { continue }
      if place != current.place { current = (place, .min) }
      // Ranges of several periods overlap: each second is counted once.
      let range = max(statement.int(1), current.end)..<max(statement.int(2), current.end)
      if !range.isEmpty { tally.cover(range, workload: place) }
      current.end = range.upperBound
    }
  }
}
