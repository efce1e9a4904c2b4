import GRDB

/// What Lambda Insights measured of one function in one period; nil where nothing was delivered.
struct InsightsSample: Hashable {
  /// Invocations that were measured.
  var invocations: Double?
  var usedMemoryMB: Double?
  var initMilliseconds: Double?

  var isEmpty: Bool { self == InsightsSample() }
}

/// Stores what Lambda Insights measured: a value replaces the stored one, what is missing leaves it.
struct InsightsWriter: ~Copyable {
  private let statement: PreparedStatement

  init(_ database: Database) throws {
    statement = try PreparedStatement(
      database,
      """
      INSERT INTO insights_sample (workload, start, period_seconds, invocations,
        used_memory_mb_max, init_ms_sum)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET
        invocations = ifnull(excluded.invocations, invocations),
        used_memory_mb_max = ifnull(excluded.used_memory_mb_max, used_memory_mb_max),
        init_ms_sum = ifnull(excluded.init_ms_sum, init_ms_sum)
      """)
  }

  func store(_ sample: InsightsSample, workload: Int, start: Int, periodSeconds: Int) throws {
    statement.bind(workload, at: 1)
    statement.bind(start, at: 2)
    statement.bind(periodSeconds, at: 3)
    statement.bind(sample.invocations, at: 4)
    statement.bind(sample.usedMemoryMB, at: 5)
    statement.bind(sample.initMilliseconds, at: 6)
    try statement.run()
  }
}
