import GRDB

/// The tables and views of the store, as migrations that never change once shipped.
enum Schema {
  /// Written to the file's header as `PRAGMA application_id`: "COST" in ASCII.
  static let applicationID: UInt32 = 0x434F_5354

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 samples, configuration and coverage") { database in
      try database.execute(sql: tables)
      try database.execute(sql: sampleView(of: firstMetrics))
      try database.execute(sql: workloadDayView(of: firstMetrics))
    }
    migrator.registerMigration("2 inventory, unsettled ranges and API bill") { database in
      try database.execute(sql: inventory)
    }
    migrator.registerMigration("3 failed ranges, Lambda Insights and capacity providers") {
      database in
      try database.execute(sql: faultsAndInsights)
    }
    migrator.registerMigration("4 durable executions") { database in
      try database.execute(sql: durableExecutions)
      try database.execute(sql: sampleView(of: firstMetrics + [.durableExecutions]))
      try database.execute(sql: workloadDayView(of: firstMetrics + [.durableExecutions]))
    }
    migrator.registerMigration("5 calibrations of token rates") { database in
      try database.execute(sql: calibrations)
    }
    migrator.registerMigration("6 summaries of samples apart from their arrays") { database in
      try database.execute(sql: summaryIndex)
    }
    migrator.registerMigration("7 reports, where they went and what they said") { database in
      try database.execute(sql: reports)
    }
    return migrator
  }

  /// What `tables` has columns for.
  private static let firstMetrics: [Metric] = [
    .invocations, .durationSum, .durationMaximum, .concurrency, .errors, .throttles,
    .durableOperations, .durableBytes, .provisioned,
  ]

  private static let durableExecutions = """
    ALTER TABLE sample_bucket ADD COLUMN durable_executions REAL;
    ALTER TABLE sample_bucket ADD COLUMN durable_executions_each TEXT;
    DROP VIEW sample;
    DROP VIEW workload_day;
    """

  private static let tables = """
    CREATE TABLE workload (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL CHECK (name <> ''), -- Lambda function name
      account TEXT,                          -- AWS account id; NULL = the samples did not say
      region TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX workload_identity ON workload (name, ifnull(account, ''), region);

    CREATE TABLE configuration ( -- what a function was set to, as history
      workload INTEGER NOT NULL REFERENCES workload (id),
      valid_from INTEGER NOT NULL, -- epoch seconds
      valid_to INTEGER NOT NULL,   -- epoch seconds; in a gap the latest run before it holds
      memory_mb INTEGER CHECK (memory_mb BETWEEN 128 AND 32768),
      architecture TEXT CHECK (architecture IN ('arm64', 'x86_64')),
      PRIMARY KEY (workload, valid_from),
      CHECK (valid_from < valid_to)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE covered_range ( -- inside it a missing sample is zero, outside it is unknown
      workload INTEGER NOT NULL REFERENCES workload (id),
      period_seconds INTEGER NOT NULL CHECK (period_seconds > 0),
      since INTEGER NOT NULL, -- epoch seconds
      until INTEGER NOT NULL, -- epoch seconds, not included
      PRIMARY KEY (workload, period_seconds, since),
      CHECK (since < until)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sample_bucket ( -- neighbouring samples of one workload; the view sample unfolds them
      start INTEGER NOT NULL, -- epoch seconds of slot 0
      workload INTEGER NOT NULL REFERENCES workload (id),
      period_seconds INTEGER NOT NULL CHECK (period_seconds > 0),
      samples INTEGER NOT NULL CHECK (samples > 0),
      samples_without_concurrency INTEGER NOT NULL,
      -- sums (maxima for ..._max and provisioned_concurrency); NULL = never delivered
      invocations REAL,
      duration_ms_sum REAL,
      duration_ms_max REAL,
      concurrency_max REAL,
      errors REAL,
      throttles REAL,
      durable_operations REAL,
      durable_bytes_written REAL,
      provisioned_concurrency REAL,
      -- JSON arrays with one value per entry of slots, null = not delivered;
      -- NULL where the column above is NULL, or where it is 0 and so is each value
      concurrency_max_each TEXT,
      slots TEXT NOT NULL, -- sample k begins at start + slots[k] * period_seconds
      duration_ms_sum_each TEXT,
      invocations_each TEXT,
      duration_ms_max_each TEXT,
      errors_each TEXT,
      throttles_each TEXT,
      durable_operations_each TEXT,
      durable_bytes_written_each TEXT,
      provisioned_concurrency_each TEXT,
      PRIMARY KEY (start, workload, period_seconds)
    ) STRICT, WITHOUT ROWID;
    """

  /// Everything that an analysis of whole days reads, a fifth of the table: SQLite keeps both in step.
  private static let summaryIndex = """
    CREATE INDEX sample_summary ON sample_bucket (
      start, workload, period_seconds, samples_without_concurrency, concurrency_max_each,
      invocations, duration_ms_sum, duration_ms_max, errors, throttles, durable_operations,
      durable_bytes_written, provisioned_concurrency, durable_executions)
    """

  /// One row per sample, with the UTC time it begins at.
  private static func sampleView(of metrics: [Metric]) -> String {
    """
    CREATE VIEW sample AS -- one row per sample
    SELECT w.name AS function, w.account, w.region,
      strftime('%Y-%m-%dT%H:%M:%SZ', b.start + s.value * b.period_seconds, 'unixepoch') AS timestamp,
      b.period_seconds,
    \(metrics.map(eachValue).joined(separator: ",\n"))
    FROM sample_bucket AS b
    JOIN workload AS w ON w.id = b.workload, json_each(b.slots) AS s
    """
  }

  private static func eachValue(_ metric: Metric) -> String {
    let column = metric.column
    return """
        CASE WHEN b.\(column)_each IS NULL THEN b.\(column)
          ELSE json_extract(b.\(column)_each, '$[' || s.key || ']') END AS \(column)
      """
  }

  /// Sums and maxima per workload, UTC day and period.
  private static func workloadDayView(of metrics: [Metric]) -> String {
    """
    CREATE VIEW workload_day AS -- one row per workload, UTC day and period
    SELECT w.name AS function, w.account, w.region, date(b.start, 'unixepoch') AS day,
      b.period_seconds, sum(b.samples) AS samples,
    \(metrics.map(daily).joined(separator: ",\n"))
    FROM sample_bucket AS b JOIN workload AS w ON w.id = b.workload
    GROUP BY b.workload, b.start / 86400, b.period_seconds
    """
  }

  private static func daily(_ metric: Metric) -> String {
    "  \(metric.isMaximum ? "max" : "sum")(b.\(metric.column)) AS \(metric.column)"
  }
}
