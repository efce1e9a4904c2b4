import CostModel

extension ModelFacts {
  /// 1.2 GB of weights, 1.2e9 parameters and 100 KB for each position.
  static let round = ModelFacts(
    name: "round", parameters: Parameters(1.2e9), quantization: .q4_k_m,
    weightBytes: Bytes(1.2e9), source: .gguf, kvBytesPerToken: Bytes(100_000))
}

extension Processor {
  /// Four cores of 5 GB/s on a memory of 15 GB/s decode at 12 GB/s; of 50 GFLOP/s on a node of 150 they
  /// read a prompt at 120 GFLOP/s.
  static let round = Processor(
    key: "round", name: "round numbers", kind: .cpu(.arm64), cpuNames: ["Round"],
    instructionSets: [.neonDotprod], vcpusPerCore: 1, coresPerNode: 4,
    readBandwidth: BandwidthCurve([
      .init(cores: 1, bandwidth: BytesPerSecond(15e9)),
      .init(cores: 8, bandwidth: BytesPerSecond(15e9)),
    ]),
    figures: ProcessorFigures(
      decodePerCore: BytesPerSecond(5e9), flopsPerCore: FlopsPerSecond(50e9),
      flopsPerNode: FlopsPerSecond(150e9), bandwidthShare: .one, bandwidthSlope: 0,
      syncSeconds: 0.003, syncSecondsPerCore: 0.0005, flatParameters: .zero),
    crossing: NodeCrossing(memoryShare: Ratio(0.5), syncSecondsAt64Cores: 0.064, spread: 0.9))
}

extension Calibration {
  /// What a host measured; each rate with its least and most.
  static func measured(
    on instance: String?, cpu: String = "", architecture: Architecture = .arm64,
    isa: InstructionSet? = nil, cores: Int? = nil, model: ModelFacts = .llama1B,
    runtime: TokenRuntime = .llamaCpp, at epoch: Int = 1_790_000_000,
    _ results: [(test: RateTest, threads: Int, batch: Int, rate: Double)]
  ) -> Calibration {
    Calibration(
      host: CalibrationHost(
        instanceType: instance, cpu: cpu, architecture: architecture, instructionSet: isa,
        vectorBits: nil, cores: cores, memory: nil),
      model: model, runtime: runtime, measuredAt: Instant(epochSeconds: epoch), load: nil,
      results: results.map {
        RateMeasurement(
          test: $0.test, threads: $0.threads, batch: $0.batch,
          rate: RateSpread(
            median: TokensPerSecond($0.rate), min: TokensPerSecond($0.rate * 0.98),
            max: TokensPerSecond($0.rate * 1.02), runs: 5))
      })
  }
}

extension ModelFacts {
  static let llama1B = ModelFacts(
    name: "llama-3.2-1b", parameters: Parameters(1_235_814_400), quantization: .q4_k_m,
    weightBytes: Bytes(799_862_784), source: .preset, kvBytesPerToken: Bytes(32_768))
}

extension RateBook {
  /// The shipped book with what was measured, and other figures where they are wanted.
  func with(_ calibrations: [Calibration], machines: MachineCatalogue? = nil) -> RateBook {
    RateBook(
      machines: machines ?? self.machines, engines: engines, models: models,
      calibrations: calibrations, runtime: runtime)
  }
}
