internal import CKernels

extension Model {
  /// Learned numbers, as model cards count them.
  ///
  /// Llama 3.2 1B has 1,235,814,400.
  package var parameters: Int {
    weights.matrices.reduce(weights.vectors.reduce(0) { $0 + $1.count }) { $0 + $1.rows * $1.cols }
  }

  /// Bytes of the weights in the model's file.
  package var weightBytes: Int {
    weights.matrices.reduce(vectorBytes) {
      $0 + $1.rows * $1.cols / ck_block_values($1.type) * ck_block_bytes($1.type)
    }
  }

  /// Bytes of packed weights that decoding a token reads: all but an embedding that is only
  /// looked up.
  package var bytesPerToken: Int {
    weights.multiplied.reduce(vectorBytes) { $0 + ck_packed_size($1.type, $1.rows, $1.cols) }
  }

  /// Bytes that one more position takes in the cache of keys and values, as float16.
  package var cacheBytesPerToken: Int {
    2 * configuration.layers * configuration.keyValueHeads * configuration.headSize
      * MemoryLayout<UInt16>.size
  }

  private var vectorBytes: Int {
    weights.vectors.reduce(0) { $0 + $1.count * MemoryLayout<Float>.size }
  }
}

extension ModelWeights {
  /// Each matrix of the file once.
  fileprivate var matrices: [ck_matrix] {
    output.quants == embedding.quants ? multiplied : [embedding] + multiplied
  }

  /// The matrices that every token is multiplied with.
  fileprivate var multiplied: [ck_matrix] {
    layers.flatMap {
      [$0.query, $0.key, $0.value, $0.attentionOutput, $0.gate, $0.up, $0.down]
    } + [output]
  }

  /// The learned vectors, without the rotary factors.
  fileprivate var vectors: [UnsafeBufferPointer<Float>] {
    layers.flatMap {
      [$0.attentionNorm, $0.feedForwardNorm]
        + [$0.queryBias, $0.keyBias, $0.valueBias].compactMap(\.self)
    } + [outputNorm]
  }
}
