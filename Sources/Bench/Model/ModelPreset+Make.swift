internal import CKernels
internal import CostModel

extension ModelPreset {
  /// A model of this shape with seeded random weights.
  ///
  /// The weights depend on nothing but the shape, the quantization and the seed.
  package func make(
    quantization: PresetQuantization, seed: UInt64, threads: Int
  ) throws -> Model {
    try Model.packed(
      stored(quantization: quantization, seed: seed, threads: threads), threads: threads
    ).model
  }

  /// The model in a file in memory, as a function's own code would have put it there.
  func stored(
    quantization: PresetQuantization, seed: UInt64, threads: Int
  ) throws(MappingError) -> StoredModel {
    let tensors = self.tensors(quantization: quantization)
    let byteCount = tensors.last.map { $0.offset + $0.byteCount } ?? 0
    let mapping = try Mapping.memoryFile(byteCount: byteCount)
    fill(mapping, tensors: tensors, seed: seed, threads: threads)
    return StoredModel(configuration: configuration, tensors: tensors, mapping: mapping)
  }

  func tensors(quantization: PresetQuantization) -> [StoredTensor] {
    let roles = configuration.roles(
      tiedEmbedding: tiedEmbedding, rotaryFactors: rotaryScaling != nil)
    var offset = 0
    return roles.map { role in
      let shape = configuration.shape(of: role)
      var type = CK_F32
      if case .matrix = shape {
        let isOutput = role == .output || (role == .embedding && tiedEmbedding)
        type = quantization.type(of: role, isOutput: isOutput, layers: configuration.layers)
      }
      let tensor = StoredTensor(role: role, type: type, shape: shape, offset: offset)
      offset = (offset + tensor.byteCount).roundedUp(to: 32)
      return tensor
    }
  }

  private func fill(_ mapping: Mapping, tensors: [StoredTensor], seed: UInt64, threads: Int) {
    var seeds = SplitMix64(seed: seed)
    var chunks: [RandomChunk] = []
    for tensor in tensors {
      for share in tensor.shares(ofBytes: 1 << 20) {
        chunks.append(RandomChunk(tensor: tensor, range: share.bytes, seed: seeds.next()))
      }
    }
    let factors = rotaryScaling?.factors(
      base: configuration.rotaryBase, headSize: configuration.headSize)
    chunks.forEachConcurrently(threads: threads) {
      $0.fill(mapping, rotaryFactors: factors ?? [])
    }
  }
}

/// A share of a preset's weights that has a seed of its own.
private struct RandomChunk: Sendable {
  let tensor: StoredTensor
  /// Bytes of the file.
  let range: Range<Int>
  let seed: UInt64

  func fill(_ mapping: Mapping, rotaryFactors: [Float]) {
    let bytes = UnsafeMutableRawBufferPointer(rebasing: mapping.bytes[range])
    var random = RandomBlocks(seed: seed)
    switch tensor.shape {
    case .matrix(_, let columns): random.fill(bytes, type: tensor.type, columns: columns)
    case .vector:
      let floats = bytes.bindMemory(to: Float.self)
      switch tensor.role {
      case .rotaryFactors: _ = floats.update(fromContentsOf: rotaryFactors)
      case .layer(_, let part) where part.isBias: random.fill(floats, middle: 0, spread: 0.2)
      default: random.fill(floats, middle: 1, spread: 0.2)
      }
    }
  }
}
