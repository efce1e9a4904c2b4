import CKernels
import CostModel
import Foundation
import Testing

@testable import Bench

/// Small models written by PyPI's gguf; see Fixtures/models.py.
@Suite("Models of a foreign writer")
struct ForeignModelTests {
  struct Described: Decodable {
    let name: String
    let type: String
    let dimensions: [Int]
    let first: [Float]
    let last: [Float]
    let sum: Double
  }

  private struct Document: Decodable {
    let models: [String: [Described]]
  }

  static func path(_ name: String) throws -> String {
    try #require(Bundle.module.path(forResource: "Fixtures/\(name)", ofType: nil))
  }

  static func described(_ model: String) throws -> [Described] {
    let data = try Data(contentsOf: URL(filePath: path("models.json")))
    return try #require(JSONDecoder().decode(Document.self, from: data).models[model])
  }

  @Test("both models together hold every type that the kernels run")
  func types() throws {
    let found = Set(try ["llama", "qwen2"].flatMap { try Self.described($0) }.map(\.type))
    #expect(found == Set(GGUFType.runnable.map(\.description)))
  }

  @Test("names, types and dimensions are the writer's", arguments: ["llama", "qwen2"])
  func descriptions(model: String) throws {
    let file = try GGUFFile(Mapping.file(WeightFile(path: Self.path("\(model).gguf"))))
    for (found, expected) in zip(file.tensors, try Self.described(model)) {
      #expect(found.name == expected.name)
      #expect(found.type.description == expected.type)
      #expect(found.dimensions == expected.dimensions)
    }
    #expect(try file.tensors.count == Self.described(model).count)
  }

  @Test(
    "packed weights are the writer's dequantized values, mapped or read into memory",
    arguments: ["llama", "qwen2"], [ModelLoad.Source.file, .memfd])
  func values(name: String, source: ModelLoad.Source) throws {
    let loaded = try LoadedModel.load(
      path: Self.path("\(name).gguf"), through: source, threads: 2, clock: ContinuousClock())
    let model = loaded.model
    for expected in try Self.described(name) {
      let values = try #require(model.values(named: expected.name))
      #expect(Array(values.prefix(3)) == expected.first)
      #expect(Array(values.suffix(3)) == expected.last)
      #expect(
        abs(values.reduce(0) { $0 + Double($1) } - expected.sum) < 1e-9 * Double(values.count))
    }
    #expect(loaded.times.source == source)
    #expect(loaded.times.pack > .zero)
    #expect(loaded.facts.source == .gguf)
    #expect(loaded.facts.name == name)
  }

  @Test("the shapes are those of models.py: tied with rotary factors, untied with biases")
  func shapes() throws {
    let llama = try load("llama")
    #expect(
      llama.configuration
        == ModelConfiguration(
          architecture: .llama, layers: 2, width: 256, feedForwardWidth: 32, heads: 4,
          keyValueHeads: 2, headSize: 8, vocabulary: 17, contextLength: 64, rotaryBase: 7777,
          normEpsilon: 2e-3))
    #expect(llama.weights.rotaryFactors?.count == 4)
    #expect(llama.weights.output.quants == llama.weights.embedding.quants)
    let qwen = try load("qwen2")
    #expect(qwen.configuration.architecture == .qwen2)
    #expect(qwen.weights.rotaryFactors == nil)
    #expect(qwen.weights.output.quants != qwen.weights.embedding.quants)
    #expect(qwen.weights.layers[0].queryBias?.count == 32)
    #expect(qwen.weights.layers[0].valueBias?.count == 8)
  }

  private func load(_ name: String) throws -> Model {
    try LoadedModel.load(
      path: Self.path("\(name).gguf"), through: .file, threads: 1, clock: ContinuousClock()
    ).model
  }
}

extension Model {
  /// The values of the tensor of that name, row by row.
  fileprivate func values(named name: String) -> [Float]? {
    switch name {
    case "token_embd.weight": return weights.embedding.unpacked()
    case "output.weight": return weights.output.unpacked()
    case "output_norm.weight": return Array(weights.outputNorm)
    case "rope_freqs.weight": return weights.rotaryFactors.map(Array.init)
    default: break
    }
    let parts = name.split(separator: ".", maxSplits: 2)
    guard parts.count == 3, let index = Int(parts[1]),
      let role = TensorRole.LayerTensor(rawValue: String(parts[2]))
    else { return nil }
    return weights.layers[index].values(role)
  }
}

extension LayerWeights {
  fileprivate func values(_ tensor: TensorRole.LayerTensor) -> [Float]? {
    switch tensor {
    case .attentionNorm: Array(attentionNorm)
    case .query: query.unpacked()
    case .queryBias: queryBias.map(Array.init)
    case .key: key.unpacked()
    case .keyBias: keyBias.map(Array.init)
    case .value: value.unpacked()
    case .valueBias: valueBias.map(Array.init)
    case .attentionOutput: attentionOutput.unpacked()
    case .feedForwardNorm: Array(feedForwardNorm)
    case .gate: gate.unpacked()
    case .up: up.unpacked()
    case .down: down.unpacked()
    }
  }
}
