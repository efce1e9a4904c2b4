internal import CKernels

/// A model's weights, packed for the kernels; the memory under them belongs to their `Model`.
struct ModelWeights {
  /// (vocabulary, width); its rows are looked up, and where the file has no output matrix it is that too.
  var embedding: ck_matrix
  /// (vocabulary, width).
  var output: ck_matrix
  /// (width).
  var outputNorm: UnsafeBufferPointer<Float>
  /// (headSize / 2) divisors of the rotary frequencies; nil where the file has none.
  var rotaryFactors: UnsafeBufferPointer<Float>?
  var layers: [LayerWeights]
}

/// One transformer block.
struct LayerWeights {
  /// (width).
  var attentionNorm: UnsafeBufferPointer<Float>
  /// (heads · headSize, width).
  var query: ck_matrix
  /// (keyValueHeads · headSize, width), as is `value`.
  var key: ck_matrix
  var value: ck_matrix
  /// One per row of query, key and value; nil in Llama.
  var queryBias: UnsafeBufferPointer<Float>?
  var keyBias: UnsafeBufferPointer<Float>?
  var valueBias: UnsafeBufferPointer<Float>?
  /// (width, heads · headSize).
  var attentionOutput: ck_matrix
  /// (width).
  var feedForwardNorm: UnsafeBufferPointer<Float>
  /// (feedForwardWidth, width), as is `up`.
  var gate: ck_matrix
  var up: ck_matrix
  /// (width, feedForwardWidth).
  var down: ck_matrix
}
