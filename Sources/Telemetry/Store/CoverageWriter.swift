import GRDB

/// Adds to the table `covered_range`, keeping its ranges merged.
struct CoverageWriter: ~Copyable {
  private let selection: PreparedStatement
  private let deletion: PreparedStatement
  private let insertion: PreparedStatement

  init(_ database: Database) throws {
    let key = "workload = ? AND period_seconds = ?"
    let selection = try PreparedStatement(
      database, "SELECT since, until FROM covered_range WHERE \(key) ORDER BY since")
    let deletion = try PreparedStatement(
      database, "DELETE FROM covered_range WHERE \(key) AND since = ?")
    let insertion = try PreparedStatement(
      database,
      """
      INSERT OR REPLACE INTO covered_range (workload, period_seconds, since, until)
      VALUES (?, ?, ?, ?)
      """)
    self.selection = selection
    self.deletion = deletion
    self.insertion = insertion
  }

  func add(_ range: Range<Int>, workload: Int, periodSeconds: Int) throws {
    let old = try stored(workload, periodSeconds)
    var new = TimeRanges(old)
    new.insert(range)
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
