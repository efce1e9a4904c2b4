internal import CKernels
internal import Glibc

/// A published model by its true shape, so that nothing need be downloaded to measure one.
package struct ModelPreset: Sendable {
  package let name: String
  package let configuration: ModelConfiguration
  /// Whether the embedding is the output matrix too.
  let tiedEmbedding: Bool
  let rotaryScaling: RotaryScaling?

  package static let all = [llama1B, llama3B, qwen1B]

  /// The preset of that name, if there is one.
  package static func named(_ name: String) -> ModelPreset? { all.first { $0.name == name } }

  // Shapes: config.json of meta-llama/Llama-3.2-1B, Llama-3.2-3B and
  // deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B.
  private static let llama1B = ModelPreset(
    name: "llama-3.2-1b",
    configuration: ModelConfiguration(
      architecture: .llama, layers: 16, width: 2048, feedForwardWidth: 8192, heads: 32,
      keyValueHeads: 8, headSize: 64, vocabulary: 128_256, contextLength: 131_072,
      rotaryBase: 500_000, normEpsilon: 1e-5),
    tiedEmbedding: true, rotaryScaling: .llama32)

  private static let llama3B = ModelPreset(
    name: "llama-3.2-3b",
    configuration: ModelConfiguration(
      architecture: .llama, layers: 28, width: 3072, feedForwardWidth: 8192, heads: 24,
      keyValueHeads: 8, headSize: 128, vocabulary: 128_256, contextLength: 131_072,
      rotaryBase: 500_000, normEpsilon: 1e-5),
    tiedEmbedding: true, rotaryScaling: .llama32)

  private static let qwen1B = ModelPreset(
    name: "deepseek-r1-distill-qwen-1.5b",
    configuration: ModelConfiguration(
      architecture: .qwen2, layers: 28, width: 1536, feedForwardWidth: 8960, heads: 12,
      keyValueHeads: 2, headSize: 128, vocabulary: 151_936, contextLength: 131_072,
      rotaryBase: 10_000, normEpsilon: 1e-6),
    tiedEmbedding: false, rotaryScaling: nil)
}

/// How Llama 3 stretches the wavelengths of its rotary angles to longer contexts.
struct RotaryScaling: Sendable {
  let factor: Float
  let lowFrequencyFactor: Float
  let highFrequencyFactor: Float
  let originalContext: Float

  static let llama32 = RotaryScaling(
    factor: 32, lowFrequencyFactor: 1, highFrequencyFactor: 4, originalContext: 8192)

  /// What the frequency of each pair of a head is divided by: 1 for wavelengths well within the
  /// original context, `factor` for those beyond it, between the two in between.
  ///
  /// For Llama 3.2 (θ 500,000, heads of 64) pairs 0 to 14 have 1, and pairs 18 to 31 have 32.
  func factors(base: Float, headSize: Int) -> [Float] {
    (0..<headSize / 2).map { pair in
      let wavelength = 2 * Float.pi * powf(base, Float(2 * pair) / Float(headSize))
      let turns = originalContext / wavelength
      if turns > highFrequencyFactor { return 1 }
      if turns < lowFrequencyFactor { return factor }
      let share = (turns - lowFrequencyFactor) / (highFrequencyFactor - lowFrequencyFactor)
      return 1 / ((1 - share) / factor + share)
    }
  }
}
