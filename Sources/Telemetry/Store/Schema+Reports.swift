extension Schema {
  static let reports = """
    CREATE TABLE report_run ( -- one row per report: a configuration and a period
      id INTEGER PRIMARY KEY,
      run_id TEXT NOT NULL UNIQUE,   -- 2026-W48-1f2e3d4c5b6a
      period TEXT NOT NULL,          -- 2026-11-26, 2026-W48, 2026-11
      cadence TEXT NOT NULL CHECK (cadence IN ('daily', 'weekly', 'monthly')),
      period_until INTEGER NOT NULL, -- epoch seconds
      status TEXT NOT NULL CHECK (status IN ('running', 'interrupted', 'done', 'partial', 'failed')),
      step TEXT,                     -- under way, or the one that failed
      failure TEXT,                  -- why there is no report
      seconds REAL,                  -- of the latest attempt; NULL while it runs
      -- of the report, NULL until it is made
      made_at INTEGER,               -- epoch seconds
      subject TEXT,
      summary TEXT,
      workloads INTEGER,
      monthly_cost REAL,             -- USD
      monthly_saving REAL,           -- USD
      has_changes INTEGER CHECK (has_changes IN (0, 1))
    ) STRICT;

    CREATE TABLE report_attempt ( -- a process that worked on the report
      report INTEGER NOT NULL REFERENCES report_run (id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      started_at INTEGER NOT NULL, -- epoch seconds; the run in api_bill
      PRIMARY KEY (report, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE report_gap ( -- what the report lacks
      report INTEGER NOT NULL REFERENCES report_run (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      step TEXT NOT NULL,
      reason TEXT NOT NULL,
      PRIMARY KEY (report, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE report_delivery ( -- intent before anything is sent, outcome after
      report INTEGER NOT NULL REFERENCES report_run (id) ON DELETE CASCADE,
      target TEXT NOT NULL,
      position INTEGER NOT NULL,
      status TEXT NOT NULL
        CHECK (status IN ('sending', 'delivered', 'failed', 'unclear', 'skipped')),
      attempts INTEGER NOT NULL,
      seconds REAL,
      detail TEXT,
      at INTEGER NOT NULL, -- epoch seconds
      PRIMARY KEY (report, target)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE report_document ( -- what was delivered, byte for byte, in zlib's form
      report INTEGER NOT NULL REFERENCES report_run (id) ON DELETE CASCADE,
      format TEXT NOT NULL, -- html, markdown, json
      length INTEGER NOT NULL,
      deflated BLOB NOT NULL,
      PRIMARY KEY (report, format)
    ) STRICT;

    CREATE TABLE report_verdict ( -- what the report said, for the next to compare with
      report INTEGER NOT NULL REFERENCES report_run (id) ON DELETE CASCADE,
      workload INTEGER NOT NULL REFERENCES workload (id),
      tier TEXT NOT NULL,
      firmness TEXT NOT NULL,
      utilization REAL NOT NULL,
      option TEXT NOT NULL,
      monthly_cost_now REAL NOT NULL,  -- USD
      monthly_cost_then REAL NOT NULL, -- USD
      invocations_per_month REAL NOT NULL,
      memory_mb REAL,
      architecture TEXT,
      mean_seconds REAL,
      coverage REAL NOT NULL,
      -- monthly_cost_now by meter, USD; all NULL where only the sum is known
      compute REAL, requests REAL, ephemeral_storage REAL, snapstart REAL, provisioned REAL,
      durable REAL,
      PRIMARY KEY (report, workload)
    ) STRICT, WITHOUT ROWID;

    CREATE VIEW report_history AS -- one row per report, the latest first
    SELECT r.run_id, r.period, r.status,
      strftime('%Y-%m-%dT%H:%M:%SZ', (SELECT started_at FROM report_attempt AS a
        WHERE a.report = r.id ORDER BY number DESC LIMIT 1), 'unixepoch') AS started_at,
      r.seconds, r.workloads, r.monthly_cost, r.monthly_saving,
      ifnull((SELECT sum(usd) FROM api_bill WHERE run IN
        (SELECT started_at FROM report_attempt AS a WHERE a.report = r.id)), 0) AS api_cost
    FROM report_run AS r ORDER BY r.period_until DESC, r.id DESC;
    """
}
