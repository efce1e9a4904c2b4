import CostModel
import GRDB

/// What the store already knows about the functions of one account and region.
struct StoredCoverage: Sendable {
  struct Function: Sendable {
    /// When an inventory first missed it; nil while it exists.
    var goneAt: Int?
    var isDurable = false
    var hasInsightsLayer = false
    /// Per period, the ranges that need not be asked again.
    fileprivate(set) var settled: [Int: TimeRanges] = [:]

    /// The shortest stretch of `window` that holds all that is not stored and final, at this period or
    /// a finer one; nil when nothing is missing.
    func missing(from window: Range<Int>, period: MetricRetention) -> Range<Int>? {
      var known = TimeRanges()
      for (seconds, ranges) in settled where seconds <= period.seconds {
        for range in ranges.ranges { known.insert(range) }
      }
      let gaps = known.gaps(in: window)
      guard let first = gaps.first, let last = gaps.last else { return nil }
      let start =
        first.lowerBound - (first.lowerBound - window.lowerBound) % period.seconds
      let rest = (window.upperBound - last.upperBound) % period.seconds
      return start..<last.upperBound + rest
    }
  }

  private(set) var functions: [String: Function] = [:]
}

extension StoredCoverage {
  init(_ database: Database, account: String, region: String) throws {
    var names: [Int: String] = [:]
    let workloads = try PreparedStatement(
      database, "SELECT id, name, gone_at FROM workload WHERE account = ? AND region = ?")
    workloads.bind(account, at: 1)
    workloads.bind(region, at: 2)
    while try workloads.step() {
      let name = workloads.text(1) ?? ""
      names[workloads.int(0)] = name
      functions[name] = Function(goneAt: workloads.optionalInt(2))
    }
    try readRanges(database, names, .covered) { $0.insert($1) }
    try readRanges(database, names, .unsettled) { $0.remove($1) }
    try readSettings(database, names)
  }

  private mutating func readRanges(
    _ database: Database, _ names: [Int: String], _ table: CoverageWriter.Table,
    _ apply: (inout TimeRanges, Range<Int>) -> Void
  ) throws {
    let rows = try PreparedStatement(
      database, "SELECT workload, period_seconds, since, until FROM \(table.rawValue)")
    while try rows.step() {
      guard let name = names[rows.int(0)] else { continue }
      apply(
        &functions[name, default: Function()].settled[rows.int(1), default: TimeRanges()],
        rows.int(2)..<rows.int(3))
    }
  }

  /// Functions that have gone report what their last inventory said.
  private mutating func readSettings(_ database: Database, _ names: [Int: String]) throws {
    let rows = try PreparedStatement(
      database,
      """
      SELECT workload, is_durable, has_insights_layer FROM configuration
      WHERE is_durable IS NOT NULL ORDER BY workload, valid_from
      """)
    while try rows.step() {
      guard let name = names[rows.int(0)] else { continue }
      functions[name]?.isDurable = rows.int(1) == 1
      functions[name]?.hasInsightsLayer = rows.int(2) == 1
    }
  }
}
