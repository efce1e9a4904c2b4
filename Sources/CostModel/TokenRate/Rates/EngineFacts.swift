/// What is known of engines apart from a calibration: the prior, and how two of them compare.
package struct EngineFacts: Hashable, Sendable {
  /// The rate to go by while nothing was measured: a field report, written as a calibration.
  package let prior: Calibration
  /// `Field report, …`: named wherever a rate rests on it.
  package let priorSource: String
  package let factors: [EngineFactor]
  /// Arithmetic of decoding many sequences at once as a share of that of a prompt.
  package let batchEfficiency: [TokenRuntime: Ratio]
  /// The same on accelerators, whatever serves.
  package let acceleratedBatchEfficiency: Ratio

  package init(
    prior: Calibration, priorSource: String, factors: [EngineFactor],
    batchEfficiency: [TokenRuntime: Ratio], acceleratedBatchEfficiency: Ratio
  ) {
    self.prior = prior
    self.priorSource = priorSource
    self.factors = factors
    self.batchEfficiency = batchEfficiency
    self.acceleratedBatchEfficiency = acceleratedBatchEfficiency
  }
}

/// How fast one engine is against another on the same file, host and threads.
package struct EngineFactor: Hashable, Sendable {
  package enum Work: String, Codable, Hashable, Sendable { case prefill, decode }

  /// The factor times a rate of `from` is a rate of `to`.
  package let from: TokenRuntime
  package let to: TokenRuntime
  package let architecture: Architecture
  package let quantization: Quantization
  package let work: Work
  package let threads: Int
  package let batch: Int
  package let low: Double
  package let mid: Double
  package let high: Double

  package init(
    from: TokenRuntime, to: TokenRuntime, architecture: Architecture, quantization: Quantization,
    work: Work, threads: Int, batch: Int, low: Double, mid: Double, high: Double
  ) {
    precondition(0 < low && low <= mid && mid <= high, "an interval ascends")
    self.from = from
    self.to = to
    self.architecture = architecture
    self.quantization = quantization
    self.work = work
    self.threads = threads
    self.batch = batch
    self.low = low
    self.mid = mid
    self.high = high
  }
}

extension EngineFactor.Work {
  package init(_ test: RateTest) {
    switch test {
    case .prefill: self = .prefill
    case .decode: self = .decode
    }
  }
}

extension EngineFacts {
  /// The factor for a result, from the most similar threads and batch that were measured; nil where
  /// the two were never compared on this architecture and quantization.
  ///
  /// A batch is never taken for a single stream, nor the other way round.
  func factor(
    from: TokenRuntime, to: TokenRuntime, architecture: Architecture,
    quantization: Quantization, result: RateMeasurement
  ) -> EngineFactor? {
    let comparable = factors.filter {
      $0.from == from && $0.to == to && $0.architecture == architecture
        && $0.quantization == quantization && $0.work == EngineFactor.Work(result.test)
        && ($0.batch > 1) == (result.batch > 1)
    }
    return comparable.min {
      ($0.distance(from: result), $0.threads) < ($1.distance(from: result), $1.threads)
    }
  }
}

extension EngineFactor {
  fileprivate func distance(from result: RateMeasurement) -> Int {
    abs(threads - result.threads) + abs(batch - result.batch)
  }
}

extension Calibration {
  /// What another engine would have measured on this host; nil without a factor for any result.
  ///
  /// The spread of each factor widens the interval of the result it is applied to.
  func borrowed(by runtime: TokenRuntime, facts: EngineFacts) -> Calibration? {
    let results = results.compactMap { result -> RateMeasurement? in
      guard
        let factor = facts.factor(
          from: self.runtime, to: runtime, architecture: host.architecture,
          quantization: model.quantization, result: result)
      else { return nil }
      return RateMeasurement(
        test: result.test, threads: result.threads, batch: result.batch,
        rate: RateSpread(
          median: result.rate.median * factor.mid, min: result.rate.min * factor.low,
          max: result.rate.max * factor.high, runs: result.rate.runs))
    }
    guard !results.isEmpty else { return nil }
    return Calibration(
      host: host, model: model, runtime: runtime, measuredAt: measuredAt, load: load,
      results: results)
  }
}
