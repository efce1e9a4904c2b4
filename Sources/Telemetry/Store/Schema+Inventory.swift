extension Schema {
  static let inventory = """
    ALTER TABLE workload ADD COLUMN listed_at INTEGER; -- epoch seconds; the last inventory that named it
    ALTER TABLE workload ADD COLUMN gone_at INTEGER;   -- the first inventory that did not any more

    -- What only the inventory knows; package_type is NULL in runs that samples alone speak of.
    ALTER TABLE configuration ADD COLUMN package_type TEXT;
    ALTER TABLE configuration ADD COLUMN runtime TEXT;
    ALTER TABLE configuration ADD COLUMN timeout_seconds INTEGER;
    ALTER TABLE configuration ADD COLUMN snapstart_apply_on TEXT;
    ALTER TABLE configuration ADD COLUMN snapstart_status TEXT;
    ALTER TABLE configuration ADD COLUMN ephemeral_storage_mb INTEGER;
    ALTER TABLE configuration ADD COLUMN has_file_systems INTEGER CHECK (has_file_systems IN (0, 1));
    ALTER TABLE configuration ADD COLUMN is_durable INTEGER CHECK (is_durable IN (0, 1));
    ALTER TABLE configuration ADD COLUMN durable_retention_days INTEGER;
    ALTER TABLE configuration ADD COLUMN durable_timeout_seconds INTEGER;
    ALTER TABLE configuration ADD COLUMN managed_instances INTEGER
      CHECK (managed_instances IN (0, 1));

    CREATE TABLE unsettled_range ( -- covered, but pulled while late points could still arrive
      workload INTEGER NOT NULL REFERENCES workload (id),
      period_seconds INTEGER NOT NULL,
      since INTEGER NOT NULL, -- epoch seconds
      until INTEGER NOT NULL, -- epoch seconds, not included
      PRIMARY KEY (workload, period_seconds, since),
      CHECK (since < until)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE api_bill ( -- what pulling has cost
      run INTEGER NOT NULL, -- epoch seconds at which the pull began
      account TEXT NOT NULL,
      region TEXT NOT NULL,
      operation TEXT NOT NULL,
      calls INTEGER NOT NULL,
      metrics INTEGER NOT NULL, -- metrics requested, as AWS bills them
      usd REAL NOT NULL,
      PRIMARY KEY (run, account, region, operation)
    ) STRICT, WITHOUT ROWID;
    """
}
