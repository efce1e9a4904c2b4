import CostModel

/// What the user says of the functions whose names fit a pattern.
struct WorkloadTerms: Hashable, Sendable {
  let match: NamePattern
  let model: String?
  let quantization: Quantization?
  /// Weights of the model, as stored.
  let modelBytes: Int?
  /// Of one request.
  let promptTokens: Int?
  let outputTokens: Int?
  let initSeconds: Double?
  let coldStartsPerDay: Double?
  /// Versions of the function that keep a snapshot.
  let publishedVersions: Int?
  let streaming: Bool?
  let durable: DurableTerms?

  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    let section = try ConfigurationSection(
      node,
      keys: [
        "match", "model", "quant", "model_bytes", "prompt_tokens", "output_tokens", "init_seconds",
        "cold_starts_per_day", "published_versions", "streaming", "durable",
      ])
    match = NamePattern(
      try section.required("match") { node throws(ConfigurationError) in try node.text() })
    model = try section.text("model")
    quantization = try section.optional("quant", Self.quantization)
    modelBytes = try section.integer("model_bytes", in: 1...1_000_000_000_000)
    promptTokens = try section.optional("prompt_tokens", Self.tokens)
    outputTokens = try section.optional("output_tokens", Self.tokens)
    initSeconds = try section.number("init_seconds", in: 0...900)
    coldStartsPerDay = try section.number("cold_starts_per_day", in: 0...100_000_000)
    publishedVersions = try section.integer("published_versions", in: 1...1000)
    streaming = try section.flag("streaming")
    durable = try section.optional("durable", DurableTerms.init)
  }

  private static func quantization(_ node: ConfigurationNode) throws(ConfigurationError)
    -> Quantization
  {
    let quantization = Quantization(try node.text())
    guard Quantization.known.contains(quantization) else {
      let names = Quantization.known.map(\.name)
      throw node.wrongType(names.dropLast().joined(separator: ", ") + " or \(names.last ?? "")")
    }
    return quantization
  }

  private static func tokens(_ node: ConfigurationNode) throws(ConfigurationError) -> Int {
    try node.integer(in: 0...10_000_000)
  }
}

extension WorkloadTerms {
  /// Weights are taken as Q4_K_M where nothing is said.
  var weights: Quantization { quantization ?? .q4_k_m }

  /// What the cost model takes of it for state and starts; `model_bytes` comes before the model's name.
  func stated(models: RateBook?) -> StatedTerms {
    let named = modelBytes == nil ? namedModel(in: models) : nil
    return StatedTerms(
      durable: durable?.stated,
      coldStart: StatedColdStart(
        modelBytes: modelBytes.map { Bytes(Double($0)) } ?? (try? named?.get()),
        modelGap: named?.failure,
        initialization: initSeconds.map { .seconds($0) },
        startsPerDay: coldStartsPerDay.map { Starts($0) }, publishedVersions: publishedVersions))
  }

  /// Nil where no model is named, or nothing tells what names stand for.
  private func namedModel(in models: RateBook?) -> Result<Bytes, RequestGap>? {
    guard let models, let model else { return nil }
    return Result { () throws(RequestGap) in
      try models.model(named: model, weights).weightBytes
    }
  }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}

/// What one durable execution writes and how long it is kept.
struct DurableTerms: Hashable, Sendable {
  let checkpoints: Int?
  let bytesPerCheckpoint: Int?
  /// 1…90, the limits of Lambda.
  let retentionDays: Int?

  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    let section = try ConfigurationSection(
      node, keys: ["checkpoints", "bytes_per_checkpoint", "retention_days"])
    checkpoints = try section.integer("checkpoints", in: 0...3000)
    bytesPerCheckpoint = try section.integer("bytes_per_checkpoint", in: 0...104_857_600)
    retentionDays = try section.integer("retention_days", in: 1...90)
  }

  var stated: StatedDurableState {
    StatedDurableState(
      checkpoints: checkpoints.map { Operations(Double($0)) },
      bytesPerCheckpoint: bytesPerCheckpoint.map { Bytes(Double($0)) },
      retentionDays: retentionDays)
  }
}
