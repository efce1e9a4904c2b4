import CostModel

extension MachineFile {
  /// The figures that `Tests/verify/machine_fit.py` writes; an accelerator has only some of them.
  struct Fitted: StrictlyKeyed {
    static let keys: Set = [
      "source", "status", "decode_gb_per_second", "gflops", "gflops_of_node", "bandwidth_share",
      "bandwidth_slope", "sync_ms", "sync_us_per_core", "flat_parameters", "to_cores",
    ]

    let source: String
    let status: String
    let decode: Double
    let gigaflops: Double
    let gigaflopsOfNode: Double?
    let bandwidthShare: Double?
    let bandwidthSlope: Double?
    let syncMilliseconds: Double
    let syncMicrosecondsPerCore: Double?
    let flatParameters: Double
    /// The most cores a result was there for.
    let toCores: Int?

    enum CodingKeys: String, CodingKey {
      case source, status
      case decode = "decode_gb_per_second"
      case gigaflops = "gflops"
      case gigaflopsOfNode = "gflops_of_node"
      case bandwidthShare = "bandwidth_share"
      case bandwidthSlope = "bandwidth_slope"
      case syncMilliseconds = "sync_ms"
      case syncMicrosecondsPerCore = "sync_us_per_core"
      case flatParameters = "flat_parameters"
      case toCores = "to_cores"
    }

    func figures(_ facts: CatalogueFacts) throws(CatalogueError) -> ProcessorFigures {
      try facts.check([
        ("decode_gb_per_second", decode), ("gflops", gigaflops),
        ("gflops_of_node", gigaflopsOfNode ?? 1), ("bandwidth_share", bandwidthShare ?? 1),
        ("sync_ms", syncMilliseconds), ("flat_parameters", flatParameters),
      ])
      return ProcessorFigures(
        decodePerCore: BytesPerSecond(decode * 1e9),
        flopsPerCore: FlopsPerSecond(gigaflops * 1e9),
        flopsPerNode: gigaflopsOfNode.map { FlopsPerSecond($0 * 1e9) },
        bandwidthShare: Ratio(bandwidthShare ?? 1), bandwidthSlope: bandwidthSlope ?? 0,
        syncSeconds: syncMilliseconds * 1e-3,
        syncSecondsPerCore: (syncMicrosecondsPerCore ?? 0) * 1e-6,
        flatParameters: Parameters(flatParameters))
    }
  }

  struct Spreads: StrictlyKeyed {
    static let keys: Set = [
      "source", "status", "note", "engine", "host", "repetition", "other_model",
      "other_quantization", "other_architecture", "other_instruction_set", "stand_in",
    ]

    let source: String
    let status: String
    let note: String?
    let engine: [String: Double]
    let host: [String: Double]
    let repetition: Double
    let otherModel: Double
    let otherQuantization: Double
    let otherArchitecture: Double
    let otherInstructionSet: Double
    let standIn: Double

    enum CodingKeys: String, CodingKey {
      case source, status, note, engine, host, repetition
      case otherModel = "other_model"
      case otherQuantization = "other_quantization"
      case otherArchitecture = "other_architecture"
      case otherInstructionSet = "other_instruction_set"
      case standIn = "stand_in"
    }

    func spreads(_ facts: CatalogueFacts) throws(CatalogueError) -> RateSpreads {
      try facts.check([
        ("repetition", repetition), ("other_model", otherModel),
        ("other_quantization", otherQuantization), ("other_architecture", otherArchitecture),
        ("other_instruction_set", otherInstructionSet), ("stand_in", standIn),
      ])
      func engine(_ lane: String) throws(CatalogueError) -> Double {
        try facts.positive(self.engine[lane], "engine.\(lane)")
      }
      func host(_ lane: String) throws(CatalogueError) -> Double {
        try facts.positive(self.host[lane], "host.\(lane)")
      }
      return RateSpreads(
        engine: .init(
          decode: try engine("decode"), prefill: try engine("prefill"),
          bandwidth: try engine("bandwidth"), sync: try engine("sync"),
          batch: try engine("batch")),
        host: .init(
          decode: try host("decode"), prefill: try host("prefill"),
          bandwidth: try host("bandwidth"), sync: try host("sync"), flat: try host("flat"),
          node: try host("node")),
        repetition: repetition, otherModel: otherModel, otherQuantization: otherQuantization,
        otherArchitecture: otherArchitecture, otherInstructionSet: otherInstructionSet,
        standIn: standIn)
    }
  }
}

extension CatalogueFacts {
  /// A measured figure: above zero and finite.
  func positive(_ value: Double?, _ name: String) throws(CatalogueError) -> Double {
    guard let value, value > 0, value.isFinite else {
      throw .measure(file: file, item: "\(item), \(name)")
    }
    return value
  }

  func check(_ figures: [(name: String, value: Double)]) throws(CatalogueError) {
    for figure in figures { _ = try positive(figure.value, figure.name) }
  }

  /// A status, the source it names, and a note unless it is verified.
  func check(status text: String, source key: String, note: String?) throws(CatalogueError) {
    _ = try source(key)
    guard try status(text) == .verified || note?.isEmpty == false else {
      throw .note(file: file, item: item)
    }
  }
}
