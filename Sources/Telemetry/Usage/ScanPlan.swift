import CostModel
import GRDB

/// Everything a scan must know about the selected workloads and the window, read before it begins.
struct ScanPlan: Sendable {
  struct Entry: Sendable {
    let id: Int
    let workload: Workload
    var history = SettingHistory()
    /// Seconds of the window that were pulled or imported at any period.
    var coveredSeconds = 0
    /// Seconds of the window that a pull asked for and did not bring.
    var failedSeconds = 0
    var insights: InsightsUsage?
  }

  /// What the scan asks about every bucket: plain numbers, for they are copied each time.
  struct Series: Sendable {
    /// Its samples come in several periods, which may tell the same time twice.
    var hasMixedPeriods = false
    var changesMemory = false
    /// Its memory when that does not change inside the window.
    var memoryMB: Int?
  }

  let blocks: WindowBlocks
  /// Ascending by id, as a scan meets them.
  private(set) var entries: [Entry]
  /// One per entry.
  private(set) var series: [Series]
  /// The place of a workload's entry by its id; -1 for one that is not selected.
  private(set) var places: [Int32]
  /// Places in `entries`, in the order of the results.
  let sorted: [Int]

  init(_ database: Database, window: AnalysisWindow, functions globs: [String]) throws {
    blocks = WindowBlocks(window)
    let named = try Self.workloads(database, globs)
    let byID = named.indices.sorted { named[$0].id < named[$1].id }
    entries = byID.map { named[$0] }
    series = Array(repeating: Series(), count: entries.count)
    places = Array(repeating: -1, count: (entries.last?.id ?? 0) + 1)
    for (place, entry) in entries.enumerated() { places[entry.id] = Int32(place) }
    let placeOfID = places
    sorted = named.indices.sorted { named[$0].workload < named[$1].workload }
      .map { Int(placeOfID[named[$0].id]) }
    try readHistories(database)
    try readCoverage(database)
    for (id, gap) in try PullGap.all(database, in: blocks.window) {
      guard let place = place(of: id) else { continue }
      entries[place].failedSeconds = gap.seconds
      if gap.mixesPeriods { series[place].hasMixedPeriods = true }
    }
    for (id, usage) in try InsightsUsage.all(database, in: blocks.window) {
      if let place = place(of: id) { entries[place].insights = usage }
    }
  }

  func place(of id: Int) -> Int? {
    guard id < places.count, places[id] >= 0 else { return nil }
    return Int(places[id])
  }

  /// The memory of a workload when a sample began.
  func memoryMB(of place: Int, at epochSeconds: Int) -> Int? {
    series[place].changesMemory
      ? entries[place].history.memoryMB(at: epochSeconds) : series[place].memoryMB
  }

  /// Whether its memory may change while a bucket that begins at `start` lasts.
  func changesMemory(of place: Int, from start: Int) -> Bool {
    entries[place].history.changes(in: start..<start + SamplePeriod.day)
  }

  /// Read in the order of the results as far as SQL knows it, which makes sorting cheap.
  private static func workloads(_ database: Database, _ globs: [String]) throws -> [Entry] {
    let condition =
      globs.isEmpty ? "1" : globs.map { _ in "name GLOB ?" }.joined(separator: " OR ")
    let statement = try PreparedStatement(
      database,
      """
      SELECT id, name, account, region FROM workload WHERE \(condition)
      ORDER BY name, ifnull(account, ''), region
      """)
    for (index, glob) in globs.enumerated() { statement.bind(glob, at: index + 1) }
    var entries: [Entry] = []
    while try statement.step() {
      let workload = Workload(
        name: statement.text(1) ?? "", account: statement.text(2), region: statement.text(3) ?? "")
      entries.append(Entry(id: statement.int(0), workload: workload))
    }
    return entries
  }

  private mutating func readHistories(_ database: Database) throws {
    let statement = try PreparedStatement(
      database,
      """
      SELECT workload, \(SettingRun.columns) FROM configuration ORDER BY workload, valid_from
      """)
    while try statement.step() {
      guard let place = place(of: statement.int(0)) else { continue }
      entries[place].history.append(SettingRun(statement, column: 1))
    }
    for place in entries.indices {
      series[place].changesMemory = entries[place].history.changes(in: blocks.window)
      series[place].memoryMB = entries[place].history.memoryMB(at: blocks.window.lowerBound)
    }
  }

  private mutating func readCoverage(_ database: Database) throws {
    let statement = try PreparedStatement(
      database,
      """
      SELECT workload, period_seconds, since, until FROM covered_range
      ORDER BY workload, period_seconds, since
      """)
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
    entries[place].coveredSeconds =
      ranges.count == 1
      ? ranges[0].clamped(to: blocks.window).count
      : TimeRanges(ranges).seconds(in: blocks.window)
  }
}
