/// The shape of a decoder-only transformer, as its file's metadata or a preset gives it.
package struct ModelConfiguration: Hashable, Sendable {
  package enum Architecture: String, Hashable, CaseIterable, Sendable {
    /// Rotates the pairs (2i, 2i + 1) of a head; no biases.
    case llama
    /// Rotates the pairs (i, i + headSize / 2); biases on query, key and value.
    case qwen2
  }

  package var architecture: Architecture
  package var layers: Int
  /// Length of the residual stream.
  package var width: Int
  package var feedForwardWidth: Int
  package var heads: Int
  /// Key and value heads; each serves `heads / keyValueHeads` query heads.
  package var keyValueHeads: Int
  package var headSize: Int
  package var vocabulary: Int
  /// Positions the model was trained for.
  package var contextLength: Int
  /// The base θ of the rotary angles: position · θ^(-2i / headSize).
  package var rotaryBase: Float
  package var normEpsilon: Float

  package init(
    architecture: Architecture, layers: Int, width: Int, feedForwardWidth: Int, heads: Int,
    keyValueHeads: Int, headSize: Int, vocabulary: Int, contextLength: Int, rotaryBase: Float,
    normEpsilon: Float
  ) {
    self.architecture = architecture
    self.layers = layers
    self.width = width
    self.feedForwardWidth = feedForwardWidth
    self.heads = heads
    self.keyValueHeads = keyValueHeads
    self.headSize = headSize
    self.vocabulary = vocabulary
    self.contextLength = contextLength
    self.rotaryBase = rotaryBase
    self.normEpsilon = normEpsilon
  }
}
