package import CostModel
import GRDB

extension UsageStore {
  /// Stores calibrations, all of them or none; one measured at the same time anew replaces the old.
  package func save(_ calibrations: [Calibration]) throws {
    try reportingErrors {
      try database.write { database in
        for calibration in calibrations { try calibration.save(to: database) }
      }
    }
  }

  /// The latest calibration of each host, model and engine, in order of host and model.
  package func calibrationsInForce() throws -> [Calibration] {
    try reportingErrors {
      try database.read { database in
        try Row.fetchAll(
          database,
          sql:
            "SELECT * FROM calibration_in_force ORDER BY host, instruction_set, model, quantization, runtime"
        ).map { row in
          let results = try Row.fetchAll(
            database,
            sql: """
              SELECT test, threads, batch, tokens_per_second, least, most, runs
              FROM calibration_result WHERE calibration = ? ORDER BY test, threads, batch
              """, arguments: [row["id"] as Int])
          guard
            let calibration = Calibration(
              row, results: try results.map(RateMeasurement.init(stored:)))
          else { throw CalibrationDamage() }
          return calibration
        }
      }
    }
  }
}

/// A calibration in the file that does not read as one.
struct CalibrationDamage: Error {}

extension Calibration {
  fileprivate func save(to database: Database) throws {
    let fit = fit
    try database.execute(
      sql: """
        DELETE FROM calibration WHERE host = ? AND instruction_set IS ? AND model = ?
          AND quantization = ? AND runtime = ? AND measured_at = ?
        """,
      arguments: [
        host.name, host.instructionSet?.rawValue, model.name, model.quantization.name,
        runtime.rawValue, measuredAt.epochSeconds,
      ])
    try database.execute(
      sql: """
        INSERT INTO calibration (host, instance_type, cpu, architecture, instruction_set,
          vector_bits, cores, memory_bytes, model, quantization, parameters, weight_bytes,
          kv_bytes_per_token, model_source, runtime, measured_at, load_source,
          load_bytes_per_second, bandwidth_bytes_per_second, flops_per_second, overhead_seconds,
          fit_max_relative_error)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        host.name, host.instanceType, host.cpu, host.architecture.rawValue,
        host.instructionSet?.rawValue, host.vectorBits, host.cores, host.memory?.value,
        model.name, model.quantization.name, model.parameters.value, model.weightBytes.value,
        model.kvBytesPerToken?.value, model.source.rawValue, runtime.rawValue,
        measuredAt.epochSeconds, load?.source.rawValue, load?.rate.value, fit?.bandwidth.value,
        fit?.flops.value, fit?.overheadSeconds, fit?.maxRelativeError.value,
      ])
    let id = database.lastInsertedRowID
    for result in results {
      try database.execute(
        sql: "INSERT OR REPLACE INTO calibration_result VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          id, result.test.name, result.threads, result.batch, result.rate.median.value,
          result.rate.min.value, result.rate.max.value, result.rate.runs,
        ])
    }
  }

  fileprivate init?(_ row: Row, results: [RateMeasurement]) {
    guard let architecture = Architecture(rawValue: row["architecture"]),
      let source = ModelFacts.Source(rawValue: row["model_source"]),
      let runtime = TokenRuntime(rawValue: row["runtime"])
    else { return nil }
    let loadSource = (row["load_source"] as String?).flatMap(ModelLoad.Source.init(rawValue:))
    let loadRate = (row["load_bytes_per_second"] as Double?).map { BytesPerSecond($0) }
    self.init(
      host: CalibrationHost(
        instanceType: row["instance_type"], cpu: row["cpu"], architecture: architecture,
        instructionSet: (row["instruction_set"] as String?).flatMap(InstructionSet.init(rawValue:)),
        vectorBits: row["vector_bits"], cores: row["cores"],
        memory: (row["memory_bytes"] as Double?).map { Bytes($0) }),
      model: ModelFacts(
        name: row["model"], parameters: Parameters(row["parameters"]),
        quantization: Quantization(row["quantization"]), weightBytes: Bytes(row["weight_bytes"]),
        source: source,
        kvBytesPerToken: (row["kv_bytes_per_token"] as Double?).map { Bytes($0) }),
      runtime: runtime, measuredAt: Instant(epochSeconds: row["measured_at"]),
      load: loadSource.flatMap { source in loadRate.map { ModelLoad(source: source, rate: $0) } },
      results: results)
  }
}

extension RateMeasurement {
  fileprivate init(stored row: Row) throws {
    guard let test = RateTest(row["test"] as String) else { throw CalibrationDamage() }
    self.init(
      test: test, threads: row["threads"], batch: row["batch"],
      rate: RateSpread(
        median: TokensPerSecond(row["tokens_per_second"]), min: TokensPerSecond(row["least"]),
        max: TokensPerSecond(row["most"]), runs: row["runs"]))
  }
}
