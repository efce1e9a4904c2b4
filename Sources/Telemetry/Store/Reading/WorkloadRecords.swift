import CostModel
import GRDB

/// What is known of each wanted workload besides its samples.
struct WorkloadRecords {
  struct Record {
    let id: Int
    let workload: Workload
    var history = ConfigurationHistory()
    var covered = CoveredRanges()
  }

  /// In order of workload.
  private(set) var records: [Record]
  /// Place of each id in `records`; -1 for workloads not asked for.
  let places: [Int32]

  init(_ database: Database, functions globs: [String]) throws {
    let patterns = globs.map(Glob.init)
    let rows = try PreparedStatement(database, "SELECT id, name, account, region FROM workload")
    var records: [Record] = []
    var largest = 0
    while try rows.step() {
      let name = rows.text(1) ?? ""
      largest = max(largest, rows.int(0))
      guard patterns.isEmpty || patterns.contains(where: { $0.matches(name) }) else { continue }
      records.append(
        Record(
          id: rows.int(0),
          workload: Workload(name: name, account: rows.text(2), region: rows.text(3) ?? "")))
    }
    records.sort { $0.workload < $1.workload }
    var places = [Int32](repeating: -1, count: largest + 1)
    for (place, record) in records.enumerated() { places[record.id] = Int32(place) }
    self.places = places
    self.records = records
    try readHistory(database)
    try readCoverage(database)
  }

  private mutating func readHistory(_ database: Database) throws {
    let rows = try PreparedStatement(
      database,
      """
      SELECT valid_from, valid_to, memory_mb, architecture, workload FROM configuration
      ORDER BY workload, valid_from
      """)
    var runs: [ConfigurationHistory.Run] = []
    var current = -1
    while try rows.step() {
      let id = rows.int(4)
      if id != current {
        keep(runs, of: current)
        runs = []
        current = id
      }
      runs.append(ConfigurationHistory.Run(rows, offset: 0))
    }
    keep(runs, of: current)
  }

  private mutating func keep(_ runs: [ConfigurationHistory.Run], of id: Int) {
    guard id >= 0, places[id] >= 0 else { return }
    records[Int(places[id])].history = ConfigurationHistory(runs: runs)
  }

  private mutating func readCoverage(_ database: Database) throws {
    let rows = try PreparedStatement(
      database, "SELECT workload, since, until FROM covered_range ORDER BY workload")
    while try rows.step() {
      let id = rows.int(0)
      guard places[id] >= 0 else { continue }
      let place = Int(places[id])
      records[place].covered = records[place].covered.adding(rows.int(1)..<rows.int(2))
    }
  }
}
