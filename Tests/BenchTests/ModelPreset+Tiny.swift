@testable import Bench

extension ModelPreset {
  /// Llama 3.2 in miniature: tied, with rotary factors.
  static let tinyLlama = ModelPreset(
    name: "tiny-llama",
    configuration: ModelConfiguration(
      architecture: .llama, layers: 2, width: 256, feedForwardWidth: 512, heads: 4,
      keyValueHeads: 2, headSize: 64, vocabulary: 300, contextLength: 128, rotaryBase: 500_000,
      normEpsilon: 1e-5),
    tiedEmbedding: true, rotaryScaling: .llama32)

  /// Qwen2 in miniature: biases, an output matrix of its own.
  static let tinyQwen = ModelPreset(
    name: "tiny-qwen",
    configuration: ModelConfiguration(
      architecture: .qwen2, layers: 2, width: 256, feedForwardWidth: 512, heads: 4,
      keyValueHeads: 1, headSize: 64, vocabulary: 300, contextLength: 128, rotaryBase: 10_000,
      normEpsilon: 1e-6),
    tiedEmbedding: false, rotaryScaling: nil)
}
