/// What a workload's requests ask of a model, on average.
package struct ServedRequest: Hashable, Sendable {
  package let model: ModelFacts
  package let prompt: Tokens
  package let output: Tokens

  package init(model: ModelFacts, prompt: Tokens, output: Tokens) {
    self.model = model
    self.prompt = prompt
    self.output = output
  }

  /// What the server keeps in memory besides the model, for its runtime and buffers; an assumption.
  package static let runtimeMemory = Bytes(256 * 1_048_576)

  /// Weights, runtime, and the keys and values of as many requests at once.
  package func memory(streams: Int = 1) -> Bytes {
    model.weightBytes + Self.runtimeMemory + keysAndValues * Double(streams)
  }

  /// Of one request when it ends; none where the size of a position is not known.
  private var keysAndValues: Bytes {
    (model.kvBytesPerToken ?? .zero) * (prompt + output).value
  }

  /// Tokens before the average token that is written.
  var meanContext: Tokens { prompt + output / 2 }
}

/// Why nothing can be said of a workload's tokens.
package enum RequestGap: Error, Hashable, Sendable, CustomStringConvertible {
  case notConfigured
  case missing(key: String)
  case unknownModel(String, known: [String])
  case unknownQuantization(Quantization, model: String)
  case noFunction(Architecture)
  case doesNotFit(model: String, needed: Bytes, memory: Megabytes)

  package var description: String {
    switch self {
    case .notConfigured:
      "no model and token counts are known: add them under workloads in costctl.yaml"
    case .missing(let key):
      "costctl.yaml gives no \(key)"
    case .unknownModel(let name, let known):
      "no model \(name) is known: take one of \(known.joined(separator: ", ")), or calibrate it "
        + "with costctl bench"
    case .unknownQuantization(let quantization, let model):
      "the size of \(model) in \(quantization) is not known: calibrate it with costctl bench"
    case .noFunction(let architecture):
      "no token rate of \(architecture.rawValue) functions is known"
    case .doesNotFit(let model, let needed, let memory):
      "\(model) needs \(Shown.bytes(needed.value)) and the function has "
        + "\(Shown.number(memory.value)) MB: check its model and quant in costctl.yaml"
    }
  }
}

extension RateBook {
  /// The weights a model's name stands for: of the presets, else as they were calibrated.
  package func model(named name: String, _ quantization: Quantization) throws(RequestGap)
    -> ModelFacts
  {
    let canonical = ModelName.canonical(name)
    if let facts = models.first(where: { $0.name == canonical })?.facts(quantization) {
      return facts
    }
    let calibrated = calibrations.map(\.model).filter { ModelName.canonical($0.name) == canonical }
    if let facts = calibrated.first(where: { $0.quantization == quantization }) { return facts }
    guard calibrated.isEmpty, !models.contains(where: { $0.name == canonical }) else {
      throw .unknownQuantization(quantization, model: name)
    }
    throw .unknownModel(name, known: models.map(\.name))
  }
}
