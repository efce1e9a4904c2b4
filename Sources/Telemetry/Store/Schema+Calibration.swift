extension Schema {
  static let calibrations = """
    CREATE TABLE calibration ( -- token rates of one host, model and engine
      id INTEGER PRIMARY KEY,
      host TEXT NOT NULL,    -- the instance type where it is known, else the processor
      instance_type TEXT,    -- c8g.xlarge, lambda-arm64-10240mb; NULL off AWS
      cpu TEXT NOT NULL,
      architecture TEXT NOT NULL CHECK (architecture IN ('arm64', 'x86_64')),
      instruction_set TEXT,  -- the kernels that ran; NULL = a report of llama-bench
      vector_bits INTEGER,
      cores INTEGER,
      memory_bytes REAL,
      model TEXT NOT NULL,
      quantization TEXT NOT NULL,
      parameters REAL NOT NULL CHECK (parameters > 0),
      weight_bytes REAL NOT NULL CHECK (weight_bytes > 0),
      kv_bytes_per_token REAL,
      model_source TEXT NOT NULL CHECK (model_source IN ('preset', 'gguf')),
      runtime TEXT NOT NULL, -- costctl, llama.cpp
      measured_at INTEGER NOT NULL, -- epoch seconds
      load_source TEXT CHECK (load_source IN ('memfd', 'file')),
      load_bytes_per_second REAL,
      -- the fit of the results, to read; it is computed anew where it is used
      bandwidth_bytes_per_second REAL,
      flops_per_second REAL,
      overhead_seconds REAL,
      fit_max_relative_error REAL
    ) STRICT;
    CREATE UNIQUE INDEX calibration_identity ON calibration
      (host, ifnull(instruction_set, ''), model, quantization, runtime, measured_at);

    CREATE TABLE calibration_result (
      calibration INTEGER NOT NULL REFERENCES calibration (id) ON DELETE CASCADE,
      test TEXT NOT NULL,          -- pp512: a prompt of 512 tokens; tg128: 128 tokens written
      threads INTEGER NOT NULL,
      batch INTEGER NOT NULL,      -- sequences at once; the rate is of all of them
      tokens_per_second REAL NOT NULL CHECK (tokens_per_second > 0), -- median of the runs
      least REAL NOT NULL CHECK (least > 0),
      most REAL NOT NULL,
      runs INTEGER NOT NULL CHECK (runs > 0),
      CHECK (least <= tokens_per_second AND tokens_per_second <= most),
      PRIMARY KEY (calibration, test, threads, batch)
    ) STRICT, WITHOUT ROWID;

    CREATE VIEW calibration_in_force AS -- the latest of each host, model and engine
    SELECT c.* FROM calibration AS c WHERE NOT EXISTS (
      SELECT 1 FROM calibration AS later
      WHERE later.host = c.host AND later.instruction_set IS c.instruction_set
        AND later.model = c.model AND later.quantization = c.quantization
        AND later.runtime = c.runtime
        AND (later.measured_at, later.id) > (c.measured_at, c.id))
    """
}
