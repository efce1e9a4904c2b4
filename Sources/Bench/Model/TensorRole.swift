/// What a tensor does in a decoder.
enum TensorRole: Hashable, Sendable {
  case embedding
  case outputNorm
  case output
  case rotaryFactors
  case layer(Int, LayerTensor)

  /// What one transformer block holds; raw values are the names within a GGUF block.
  enum LayerTensor: String, CaseIterable {
    case attentionNorm = "attn_norm.weight"
    case query = "attn_q.weight"
    case queryBias = "attn_q.bias"
    case key = "attn_k.weight"
    case keyBias = "attn_k.bias"
    case value = "attn_v.weight"
    case valueBias = "attn_v.bias"
    case attentionOutput = "attn_output.weight"
    case feedForwardNorm = "ffn_norm.weight"
    case gate = "ffn_gate.weight"
    case up = "ffn_up.weight"
    case down = "ffn_down.weight"

    var isBias: Bool { self == .queryBias || self == .keyBias || self == .valueBias }
  }

  /// The tensor's name in a GGUF file.
  var name: String {
    switch self {
    case .embedding: "token_embd.weight"
    case .outputNorm: "output_norm.weight"
    case .output: "output.weight"
    case .rotaryFactors: "rope_freqs.weight"
    case .layer(let index, let tensor): "blk.\(index).\(tensor.rawValue)"
    }
  }
}

/// The extent of a tensor: a vector of float values, or a matrix of rows that are multiplied.
enum TensorShape: Hashable {
  case vector(Int)
  case matrix(rows: Int, columns: Int)
}

extension ModelConfiguration {
  /// The tensors that a model of this shape has, in the order a token meets them.
  ///
  /// - Parameters:
  ///   - tiedEmbedding: whether the embedding is the output matrix too.
  ///   - rotaryFactors: whether the rotary frequencies are divided by factors of the file.
  func roles(tiedEmbedding: Bool, rotaryFactors: Bool) -> [TensorRole] {
    var roles = [TensorRole.embedding]
    if rotaryFactors { roles.append(.rotaryFactors) }
    for layer in 0..<layers {
      for tensor in TensorRole.LayerTensor.allCases where architecture == .qwen2 || !tensor.isBias {
        roles.append(.layer(layer, tensor))
      }
    }
    roles.append(.outputNorm)
    if !tiedEmbedding { roles.append(.output) }
    return roles
  }

  func shape(of role: TensorRole) -> TensorShape {
    switch role {
    case .embedding, .output: .matrix(rows: vocabulary, columns: width)
    case .outputNorm: .vector(width)
    case .rotaryFactors: .vector(headSize / 2)
    case .layer(_, let tensor): shape(of: tensor)
    }
  }

  private func shape(of tensor: TensorRole.LayerTensor) -> TensorShape {
    let queryRows = heads * headSize
    let keyRows = keyValueHeads * headSize
    return switch tensor {
    case .attentionNorm, .feedForwardNorm: .vector(width)
    case .query: .matrix(rows: queryRows, columns: width)
    case .queryBias: .vector(queryRows)
    case .key, .value: .matrix(rows: keyRows, columns: width)
    case .keyBias, .valueBias: .vector(keyRows)
    case .attentionOutput: .matrix(rows: width, columns: queryRows)
    case .gate, .up: .matrix(rows: feedForwardWidth, columns: width)
    case .down: .matrix(rows: width, columns: feedForwardWidth)
    }
  }
}
