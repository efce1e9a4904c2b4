internal import CKernels

/// Packed tensors by role, on the way to becoming a model's weights.
struct PackedTensors {
  var matrices: [TensorRole: ck_matrix] = [:]
  var vectors: [TensorRole: UnsafeBufferPointer<Float>] = [:]

  /// The weights of a model all of whose roles were added.
  func weights(of configuration: ModelConfiguration) -> ModelWeights {
    let embedding = matrix(.embedding)
    return ModelWeights(
      embedding: embedding,
      output: matrices[.output] ?? embedding,
      outputNorm: vector(.outputNorm),
      rotaryFactors: vectors[.rotaryFactors],
      layers: (0..<configuration.layers).map(layer))
  }

  private func layer(_ index: Int) -> LayerWeights {
    LayerWeights(
      attentionNorm: vector(.layer(index, .attentionNorm)),
      query: matrix(.layer(index, .query)),
      key: matrix(.layer(index, .key)),
      value: matrix(.layer(index, .value)),
      queryBias: vectors[.layer(index, .queryBias)],
      keyBias: vectors[.layer(index, .keyBias)],
      valueBias: vectors[.layer(index, .valueBias)],
      attentionOutput: matrix(.layer(index, .attentionOutput)),
      feedForwardNorm: vector(.layer(index, .feedForwardNorm)),
      gate: matrix(.layer(index, .gate)),
      up: matrix(.layer(index, .up)),
      down: matrix(.layer(index, .down)))
  }

  private func matrix(_ role: TensorRole) -> ck_matrix {
    guard let matrix = matrices[role] else { preconditionFailure("\(role.name) was not packed") }
    return matrix
  }

  private func vector(_ role: TensorRole) -> UnsafeBufferPointer<Float> {
    guard let vector = vectors[role] else { preconditionFailure("\(role.name) was not packed") }
    return vector
  }
}
