import CostModel
import GRDB

extension InsightsUsage {
  /// What Lambda Insights measured inside `window`, by the id of the workload.
  ///
  /// Samples of several periods may tell the same hour twice: the period that accounts for the most
  /// stands for it, as an hour that came only in part by the minute accounts for less.
  static func all(_ database: Database, in window: Range<Int>) throws -> [Int: InsightsUsage] {
    let statement = try PreparedStatement(
      database,
      """
      SELECT workload, sum(invocations), max(used_memory_mb_max), sum(init_ms_sum) FROM (
        SELECT workload, max(invocations) AS invocations,
          max(used_memory_mb_max) AS used_memory_mb_max, max(init_ms_sum) AS init_ms_sum
        FROM (
          SELECT workload, start / 3600 AS hour, sum(invocations) AS invocations,
            max(used_memory_mb_max) AS used_memory_mb_max, sum(init_ms_sum) AS init_ms_sum
          FROM insights_sample WHERE start >= ? AND start + period_seconds <= ?
          GROUP BY workload, hour, period_seconds)
        GROUP BY workload, hour)
      GROUP BY workload
      """)
    statement.bind(window.lowerBound, at: 1)
    statement.bind(window.upperBound, at: 2)
    var usages: [Int: InsightsUsage] = [:]
    while try statement.step() {
      usages[statement.int(0)] = InsightsUsage(
        measured: Requests(statement.double(1)),
        usedMemory: statement.optionalDouble(2).map { Megabytes($0) },
        initSeconds: statement.double(3) / 1000)
    }
    return usages
  }
}
