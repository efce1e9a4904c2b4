import GRDB

/// Changes one of the tables of ranges, keeping its ranges merged.
struct CoverageWriter: ~Copyable {
  enum Table: String {
    case covered = "covered_range"
    /// Covered while late points could still arrive.
    case unsettled = "unsettled_range"
    /// Asked for and not brought whole.
    case failed = "failed_range"
  }

  private let selection: PreparedStatement
  private let deletion: PreparedStatement
  private let insertion: PreparedStatement

  init(_ database: Database, table: Table = .covered) throws {
    let table = table.rawValue
    let key = "workload = ? AND period_seconds = ?"
    let selection = try PreparedStatement(
      database, "SELECT since, until FROM \(table) WHERE \(key) ORDER BY since")
    let deletion = try PreparedStatement(
      database, "DELETE FROM \(table) WHERE \(key) AND since = ?")
    let insertion = try PreparedStatement(
      database,
      """
      INSERT OR REPLACE INTO \(table) (workload, period_seconds, since, until)
      VALUES (?, ?, ?, ?)
      """)
    self.selection = selection
    self.deletion = deletion
    self.insertion = insertion
  }

  func add(_ range: Range<Int>, workload: Int, periodSeconds: Int) throws {
    try change(workload, periodSeconds) { $0.insert(range) }
  }

  func remove(_ range: Range<Int>, workload: Int, periodSeconds: Int) throws {
    try change(workload, periodSeconds) { $0.remove(range) }
  }

  private func change(
    _ workload: Int, _ periodSeconds: Int, _ body: (inout TimeRanges) -> Void
  ) throws {
    let old = try stored(workload, periodSeconds)
    var new = TimeRanges(old)
    body(&new)
    for range in old where !new.ranges.contains(range) {
      try deletion.run(workload, periodSeconds, range.lowerBound)
    }
    for range in new.ranges where !old.contains(range) {
      try insertion.run(workload, periodSeconds, range.lowerBound, range.upperBound)
    }
  }

  private func stored(_ workload: Int, _ periodSeconds: Int) throws -> [Range<Int>] {
    selection.bind(workload, at: 1)
    selection.bind(periodSeconds, at: 2)
    var ranges: [Range<Int>] = []
    while try selection.step() { ranges.append(selection.int(0)..<selection.int(1)) }
    selection.reset()
    return ranges
  }
}

extension PreparedStatement {
  /// Binds whole numbers to the parameters in order and runs the statement.
  fileprivate func run(_ values: Int...) throws {
    for (index, value) in values.enumerated() { bind(value, at: index + 1) }
    try run()
  }
}
