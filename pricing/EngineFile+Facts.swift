import CostModel

extension EngineFile {
  private static let accelerator = "accelerator"

  /// The facts, with the prior written as a calibration of the model it speaks of.
  func facts(file: String, models: [KnownModel]) throws(CatalogueError) -> EngineFacts {
    var efficiencies: [String: Ratio] = [:]
    for row in batchEfficiency.map(\.value) {
      let facts = facts(file, "batch_efficiency \(row.runtime)")
      try facts.check(status: row.status, source: row.source, note: row.note)
      efficiencies[row.runtime] = Ratio(try facts.positive(row.value, "value"))
    }
    let accelerated = try facts(file, "batch_efficiency")
      .positive(efficiencies[Self.accelerator]?.value, Self.accelerator)
    var factors: [EngineFactor] = []
    for row in self.factors.map(\.value) { factors.append(try factor(row, file: file)) }
    let prior = prior.value
    let facts = facts(file, "prior")
    _ = try facts.status(prior.status)
    return EngineFacts(
      prior: try calibration(prior, facts: facts, models: models),
      priorSource: try facts.source(prior.source), factors: factors,
      batchEfficiency: Dictionary(
        uniqueKeysWithValues: efficiencies.compactMap { name, value in
          TokenRuntime(rawValue: name).map { ($0, value) }
        }),
      acceleratedBatchEfficiency: Ratio(accelerated))
  }

  private func facts(_ file: String, _ item: String) -> CatalogueFacts {
    CatalogueFacts(file: file, item: item, sources: sources)
  }

  private func factor(_ row: Factor, file: String) throws(CatalogueError) -> EngineFactor {
    let facts = facts(
      file, "factor \(row.from.rawValue) \(row.to.rawValue) \(row.quant) \(row.work.rawValue)")
    try facts.check(status: row.status, source: row.source, note: row.note)
    guard 0 < row.low, row.low <= row.mid, row.mid <= row.high, row.from != row.to,
      row.threads > 0, row.batch > 0
    else { throw .measure(file: file, item: facts.item) }
    return EngineFactor(
      from: row.from, to: row.to, architecture: row.architecture, quantization: row.quant,
      work: row.work, threads: row.threads, batch: row.batch, low: row.low, mid: row.mid,
      high: row.high)
  }

  private func calibration(_ prior: Prior, facts: CatalogueFacts, models: [KnownModel])
    throws(CatalogueError) -> Calibration
  {
    guard case .lambda(let architecture, let memory) = RateTarget(prior.target),
      let model = models.first(where: { $0.name == prior.model })?.facts(prior.quant),
      0 < prior.decode.low, prior.decode.low <= prior.decode.high
    else { throw .measure(file: facts.file, item: facts.item) }
    let (low, high) = (prior.decode.low, prior.decode.high)
    return Calibration(
      host: CalibrationHost(
        instanceType: prior.target, cpu: "AWS Lambda", architecture: architecture,
        instructionSet: nil, vectorBits: nil, cores: nil,
        memory: Bytes(memory.value * 1_048_576)),
      model: model, runtime: .llamaCpp, measuredAt: try facts.day(prior.effective), load: nil,
      results: [
        RateMeasurement(
          test: .decode(tokens: 128), threads: Int(VCPUs(lambdaMemory: memory).value.rounded(.up)),
          batch: 1,
          rate: RateSpread(
            median: TokensPerSecond((low * high).squareRoot()), min: TokensPerSecond(low),
            max: TokensPerSecond(high), runs: 1))
      ])
  }
}
