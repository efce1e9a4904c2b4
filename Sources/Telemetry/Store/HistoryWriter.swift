import CostModel
import GRDB

/// Records configuration history and covered ranges; the same words twice change nothing.
struct HistoryWriter {
  private let readRuns: PreparedStatement
  private let dropRuns: PreparedStatement
  private let addRun: PreparedStatement
  private let readRanges: PreparedStatement
  private let dropRanges: PreparedStatement
  private let addRange: PreparedStatement

  init(_ database: Database) throws {
    readRuns = try PreparedStatement(
      database,
      """
      SELECT valid_from, valid_to, memory_mb, architecture FROM configuration
      WHERE workload = ? ORDER BY valid_from
      """)
    dropRuns = try PreparedStatement(database, "DELETE FROM configuration WHERE workload = ?")
    addRun = try PreparedStatement(
      database,
      """
      INSERT INTO configuration (workload, valid_from, valid_to, memory_mb, architecture)
      VALUES (?, ?, ?, ?, ?)
      """)
    readRanges = try PreparedStatement(
      database,
      "SELECT since, until FROM covered_range WHERE workload = ? AND period_seconds = ?")
    dropRanges = try PreparedStatement(
      database, "DELETE FROM covered_range WHERE workload = ? AND period_seconds = ?")
    addRange = try PreparedStatement(
      database,
      "INSERT INTO covered_range (workload, period_seconds, since, until) VALUES (?, ?, ?, ?)")
  }

  /// Lays observed runs over what is known of a workload, in the order given.
  func record(_ runs: [ConfigurationHistory.Run], of workload: Int) throws {
    let known = try history(of: workload)
    var history = known
    for run in runs {
      let filled = ConfigurationHistory.Run(
        since: run.since, until: run.until,
        setting: run.setting.filled(from: known.setting(at: run.since)))
      history.overlay(filled)
    }
    guard history != known else { return }
    dropRuns.bind(workload, at: 1)
    try dropRuns.run()
    for run in history.runs {
      addRun.bind(workload, at: 1)
      addRun.bind(run.since, at: 2)
      addRun.bind(run.until, at: 3)
      if let memory = run.setting.memory {
        addRun.bind(memory, at: 4)
      } else {
        addRun.bindNull(at: 4)
      }
      addRun.bind(run.setting.architecture?.rawValue, at: 5)
      try addRun.run()
    }
  }

  private func history(of workload: Int) throws -> ConfigurationHistory {
    readRuns.bind(workload, at: 1)
    var runs: [ConfigurationHistory.Run] = []
    while try readRuns.step() {
      runs.append(ConfigurationHistory.Run(readRuns, offset: 0))
    }
    readRuns.reset()
    return ConfigurationHistory(runs: runs)
  }

  func record(covered range: Range<Int>, of workload: Int, periodSeconds: Int) throws {
    readRanges.bind(workload, at: 1)
    readRanges.bind(periodSeconds, at: 2)
    var ranges: [Range<Int>] = []
    while try readRanges.step() { ranges.append(readRanges.int(0)..<readRanges.int(1)) }
    readRanges.reset()
    let known = CoveredRanges(ranges)
    let merged = known.adding(range)
    guard merged != known else { return }
    dropRanges.bind(workload, at: 1)
    dropRanges.bind(periodSeconds, at: 2)
    try dropRanges.run()
    for range in merged.ranges {
      addRange.bind(workload, at: 1)
      addRange.bind(periodSeconds, at: 2)
      addRange.bind(range.lowerBound, at: 3)
      addRange.bind(range.upperBound, at: 4)
      try addRange.run()
    }
  }
}

extension ConfigurationHistory.Run {
  /// Reads valid_from, valid_to, memory_mb, architecture from the given column on.
  init(_ row: PreparedStatement, offset: Int) {
    self.init(
      since: row.int(offset), until: row.int(offset + 1),
      setting: ConfigurationHistory.Setting(
        memory: row.isNull(offset + 2) ? nil : row.int(offset + 2),
        architecture: row.text(offset + 3).flatMap(Architecture.init(rawValue:))))
  }
}
