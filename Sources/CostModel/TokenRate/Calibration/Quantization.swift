/// How a model's weights are stored, spelled as llama.cpp names its file types, in lower case: `q4_k_m`.
package struct Quantization: Codable, Hashable, Sendable, CustomStringConvertible {
  package let name: String

  package init(_ name: String) { self.name = name.lowercased() }

  package init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }

  package var description: String { name }

  package static let q4_0 = Quantization("q4_0")
  package static let q8_0 = Quantization("q8_0")
  package static let q4_k_m = Quantization("q4_k_m")
  /// What the presets come in.
  package static let presets = [q4_0, q8_0, q4_k_m]
  /// What `costctl.yaml` may name; a report of llama-bench may bring others.
  package static let known =
    presets
    + ["q4_1", "q5_0", "q5_1", "q4_k_s", "q5_k_s", "q5_k_m", "q6_k", "f16", "bf16", "f32"]
    .map { Quantization($0) }
}
