import Foundation

/// One result of llama-bench.
struct LlamaBenchEntry: Hashable, Sendable {
  let model: ModelFacts
  let cpu: String
  let usesAccelerator: Bool
  let measuredAt: Instant
  let threads: Int
  /// Nil for a mixed test or one at depth.
  let test: RateTest?
  let rate: RateSpread

  var measurement: RateMeasurement? {
    test.map { RateMeasurement(test: $0, threads: threads, batch: 1, rate: rate) }
  }

  /// The fields of the report that count here, all of them absent in some version.
  struct Raw: Decodable {
    let model_filename: String?
    let model_type: String?
    let model_size: Double?
    let model_n_params: Double?
    let cpu_info: String?
    let backends: String?
    let n_gpu_layers: Int?
    let n_threads: Int?
    let n_prompt: Int?
    let n_gen: Int?
    let n_depth: Int?
    let test_time: String?
    let avg_ts: Double?
    let stddev_ts: Double?
    let samples_ts: [Double]?
  }

  init(_ raw: Raw, number: Int) throws(LlamaBenchError) {
    func given<Value>(_ value: Value?, _ field: String) throws(LlamaBenchError) -> Value {
      guard let value else { throw .missing(field: field, entry: number) }
      return value
    }
    func positive(_ value: Double?, _ field: String) throws(LlamaBenchError) -> Double {
      let value = try given(value, field)
      guard value > 0, value.isFinite else { throw .invalid(field: field, entry: number) }
      return value
    }
    let type = try given(raw.model_type, "model_type")
    model = ModelFacts(
      name: ModelName.canonical(raw.model_filename ?? type),
      parameters: Parameters(try positive(raw.model_n_params, "model_n_params")),
      quantization: ModelName.quantization(ofType: type),
      weightBytes: Bytes(try positive(raw.model_size, "model_size")), source: .gguf)
    cpu = raw.cpu_info ?? ""
    let onProcessor = ["", "CPU", "BLAS", "CPU,BLAS", "BLAS,CPU"]
    usesAccelerator =
      !onProcessor.contains(raw.backends ?? "") && (raw.n_gpu_layers ?? -1) != 0
    guard let time = Instant(iso8601: try given(raw.test_time, "test_time")) else {
      throw .invalid(field: "test_time", entry: number)
    }
    measuredAt = time
    threads = Int(try positive(raw.n_threads.map(Double.init), "n_threads"))
    test =
      switch (raw.n_prompt ?? 0, raw.n_gen ?? 0, raw.n_depth ?? 0) {
      case (let prompt, 0, 0) where prompt > 0: .prefill(tokens: prompt)
      case (0, let written, 0) where written > 0: .decode(tokens: written)
      default: nil
      }
    rate = try RateSpread(
      samples: raw.samples_ts ?? [], mean: positive(raw.avg_ts, "avg_ts"),
      deviation: raw.stddev_ts ?? 0)
  }
}

extension RateSpread {
  /// Of the repetitions, or of their mean and deviation where they are not listed.
  fileprivate init(samples: [Double], mean: Double, deviation: Double) {
    let sorted = samples.filter { $0 > 0 && $0.isFinite }.sorted()
    guard let least = sorted.first, let most = sorted.last else {
      let reach = Swift.min(abs(deviation), mean / 2)
      self.init(
        median: TokensPerSecond(mean), min: TokensPerSecond(mean - reach),
        max: TokensPerSecond(mean + reach), runs: 1)
      return
    }
    let middle = sorted.count / 2
    let median =
      sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    self.init(
      median: TokensPerSecond(median), min: TokensPerSecond(least), max: TokensPerSecond(most),
      runs: sorted.count)
  }
}
