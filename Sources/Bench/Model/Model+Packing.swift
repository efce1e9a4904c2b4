internal import CKernels

extension Model {
  /// Packs a stored model for the kernels, giving its pages back as it goes.
  ///
  /// Beside the packed weights only the chunks at work are held twice.
  static func packed(
    _ stored: StoredModel, threads: Int
  ) throws(MappingError) -> (model: Model, memory: Mapping) {
    var offsets: [Int] = []
    var byteCount = 0
    for tensor in stored.tensors {
      offsets.append(byteCount)
      byteCount += tensor.packedByteCount
    }
    let memory = try Mapping.anonymous(byteCount: byteCount)
    var chunks: [PackingChunk] = []
    var packed = PackedTensors()
    for (tensor, offset) in zip(stored.tensors, offsets) {
      let target = UnsafeMutableRawBufferPointer(
        rebasing: memory.bytes[offset..<offset + tensor.packedByteCount])
      switch tensor.shape {
      case .vector(let count):
        target.copyMemory(from: stored.bytes(of: tensor))
        packed.vectors[tensor.role] = UnsafeBufferPointer(
          rebasing: target.bindMemory(to: Float.self)[..<count])
      case .matrix(let rows, let columns):
        let matrix = ck_matrix_at(tensor.type, rows, columns, target.baseAddress)
        packed.matrices[tensor.role] = matrix
        chunks += tensor.shares(ofBytes: PackingChunk.byteCount).map {
          PackingChunk(matrix: matrix, share: $0, offset: tensor.offset)
        }
      }
    }
    let mapping = stored.mapping
    chunks.forEachConcurrently(threads: threads) { $0.pack(from: mapping) }
    let weights = packed.weights(of: stored.configuration)
    return (Model(configuration: stored.configuration, weights: weights, memory: memory), memory)
  }
}

/// A share of the packing that one thread does at once.
private struct PackingChunk: Sendable {
  /// Of the source: enough to make the bookkeeping free, few enough to share out evenly.
  static let byteCount = 4 << 20

  let matrix: ck_matrix
  let share: StoredTensor.Share
  /// Of the whole tensor in the file.
  let offset: Int

  func pack(from mapping: Mapping) {
    var matrix = matrix
    let groups = ck_range(begin: share.groups.lowerBound, end: share.groups.upperBound)
    ck_pack(&matrix, groups, mapping.bytes.baseAddress.map { $0 + offset })
    mapping.release(share.bytes)
  }
}
