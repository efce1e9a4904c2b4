/// Whose token rates hold: the program that serves the model.
package enum TokenRuntime: String, Codable, Hashable, Sendable, CaseIterable {
  /// This product's engine: what the hardware was measured to give.
  case costctl
  /// llama.cpp, measured by its llama-bench, or by the published factor between the two.
  case llamaCpp = "llama.cpp"
}
