extension Schema {
  static let faultsAndInsights = """
    CREATE TABLE failed_range ( -- asked for and not brought whole: unknown where it is not covered too
      workload INTEGER NOT NULL REFERENCES workload (id),
      period_seconds INTEGER NOT NULL,
      since INTEGER NOT NULL, -- epoch seconds
      until INTEGER NOT NULL, -- epoch seconds, not included
      PRIMARY KEY (workload, period_seconds, since),
      CHECK (since < until)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE insights_sample ( -- what the Lambda Insights extension measured; NULL = not delivered
      workload INTEGER NOT NULL REFERENCES workload (id),
      start INTEGER NOT NULL, -- epoch seconds
      period_seconds INTEGER NOT NULL,
      invocations REAL,        -- those that were measured
      used_memory_mb_max REAL,
      init_ms_sum REAL,        -- of cold starts: billed, and not part of duration_ms_sum
      PRIMARY KEY (workload, start, period_seconds)
    ) STRICT, WITHOUT ROWID;

    CREATE VIEW insights AS -- one row per function and period that Lambda Insights measured
    SELECT w.name AS function, w.account, w.region,
      strftime('%Y-%m-%dT%H:%M:%SZ', i.start, 'unixepoch') AS timestamp, i.period_seconds,
      i.invocations, i.used_memory_mb_max, i.init_ms_sum
    FROM insights_sample AS i JOIN workload AS w ON w.id = i.workload;

    ALTER TABLE configuration ADD COLUMN capacity_provider_arn TEXT;
    ALTER TABLE configuration ADD COLUMN environment_max_concurrency INTEGER;
    ALTER TABLE configuration ADD COLUMN environment_gib_per_vcpu REAL;
    ALTER TABLE configuration ADD COLUMN has_insights_layer INTEGER
      CHECK (has_insights_layer IN (0, 1));
    """
}
