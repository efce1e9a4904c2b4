import CostModel
import GRDB

/// The workloads one scan reads, and what it must know about them before it begins.
struct ScanShare: Sendable {
  /// What the scan asks about every bucket: plain numbers, for they are copied each time.
  struct Series: Sendable {
    /// Its samples come in several periods, which may tell the same time twice.
    var hasMixedPeriods = false
    var changesMemory = false
    /// Its memory when that does not change inside the window.
    var memoryMB: Int?
    /// Seconds of the window that were pulled or imported at any period.
    var coveredSeconds = 0
  }

  let window: AnalysisWindow
  let blocks: WindowBlocks
  /// Ascending by id; their places number the workloads in the scan.
  let entries: ArraySlice<WorkloadSelection.Entry>
  /// The first and the last id; nil for a share of nobody.
  let ids: ClosedRange<Int>?
  /// One per entry, as are the histories.
  private(set) var series: [Series]
  private(set) var histories: [SettingHistory]
  /// By the id of the workload.
  private(set) var gaps: [Int: PullGap] = [:]
  private(set) var insights: [Int: InsightsUsage] = [:]
  /// The place of a workload by its id less the lowest; -1 for one that is not selected.
  private var places: [Int32] = []

  init(
    _ entries: ArraySlice<WorkloadSelection.Entry>, window: AnalysisWindow, database: Database
  ) throws {
    self.window = window
    self.entries = entries
    blocks = WindowBlocks(window)
    series = Array(repeating: Series(), count: entries.count)
    histories = Array(repeating: SettingHistory(), count: entries.count)
    guard let first = entries.first, let last = entries.last else {
      ids = nil
      return
    }
    ids = first.id...last.id
    places = Array(repeating: -1, count: last.id - first.id + 1)
    for (place, entry) in entries.enumerated() { places[entry.id - first.id] = Int32(place) }
    try readHistories(database)
    try readCoverage(database)
    gaps = try PullGap.all(database, of: first.id...last.id, in: blocks.window)
    insights = try InsightsUsage.all(database, of: first.id...last.id, in: blocks.window)
    for (id, gap) in gaps where gap.mixesPeriods {
      if let place = place(of: id) { series[place].hasMixedPeriods = true }
    }
  }

  /// The place of a workload whose id lies in `ids`; nil when it is not selected.
  func place(of id: Int) -> Int? {
    let place = places[id - (ids?.lowerBound ?? 0)]
    return place < 0 ? nil : Int(place)
  }

  /// The memory of a workload when a sample began.
  func memoryMB(of place: Int, at epochSeconds: Int) -> Int? {
    series[place].changesMemory
      ? histories[place].memoryMB(at: epochSeconds) : series[place].memoryMB
  }

  /// Whether its memory may change while a bucket that begins at `start` lasts.
  func changesMemory(of place: Int, from start: Int) -> Bool {
    histories[place].changes(in: start..<start + SamplePeriod.day)
  }

  private mutating func readHistories(_ database: Database) throws {
    let statement = try select(
      SettingRun.columns, from: "configuration", by: "valid_from", database)
    while try statement.step() {
      guard let place = place(of: statement.int(0)) else { continue }
      histories[place].append(SettingRun(statement, column: 1))
    }
    for place in series.indices {
      series[place].changesMemory = histories[place].changes(in: blocks.window)
      series[place].memoryMB = histories[place].memoryMB(at: blocks.window.lowerBound)
    }
  }

  private mutating func readCoverage(_ database: Database) throws {
    let statement = try select(
      "period_seconds, since, until", from: "covered_range", by: "period_seconds, since", database)
    var current = (place: -1, period: 0)
    var ranges: [Range<Int>] = []
    while try statement.step() {
      guard let place = place(of: statement.int(0)) else { continue }
      let period = statement.int(1)
      if place != current.place {
        setCoverage(of: current.place, ranges)
        ranges.removeAll(keepingCapacity: true)
      } else if period != current.period {
        series[place].hasMixedPeriods = true
      }
      current = (place, period)
      ranges.append(statement.int(2)..<statement.int(3))
    }
    setCoverage(of: current.place, ranges)
  }

  private mutating func setCoverage(of place: Int, _ ranges: [Range<Int>]) {
    guard place >= 0 else { return }
    series[place].coveredSeconds =
      ranges.count == 1
      ? ranges[0].clamped(to: blocks.window).count
      : TimeRanges(ranges).seconds(in: blocks.window)
  }

  /// The rows of the share's ids, workload by workload, with the id as column 0.
  private func select(
    _ columns: String, from table: String, by order: String, _ database: Database
  ) throws -> PreparedStatement {
    let statement = try PreparedStatement(
      database,
      """
      SELECT workload, \(columns) FROM \(table) WHERE workload BETWEEN ? AND ?
      ORDER BY workload, \(order)
      """)
    statement.bind(ids?.lowerBound, at: 1)
    statement.bind(ids?.upperBound, at: 2)
    return statement
  }
}
