internal import CKernels
internal import Synchronization

extension Model {
  /// Packs a stored model for the kernels, giving its pages back as it goes.
  ///
  /// Beside the packed weights only the chunks at work are held twice.
  ///
  /// - Throws: `WeightError` for weights that are no numbers, `MappingError` without memory.
  static func packed(
    _ stored: StoredModel, threads: Int
  ) throws -> (model: Model, memory: Mapping) {
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
        let floats = UnsafeBufferPointer(rebasing: target.bindMemory(to: Float.self)[..<count])
        guard floats.allSatisfy(\.isFinite) else { throw WeightError.notFinite(tensor.role.name) }
        packed.vectors[tensor.role] = floats
      case .matrix(let rows, let columns):
        let matrix = ck_matrix_at(tensor.type, rows, columns, target.baseAddress)
        packed.matrices[tensor.role] = matrix
        chunks += tensor.shares(ofBytes: PackingChunk.byteCount).map {
          PackingChunk(role: tensor.role, matrix: matrix, share: $0, offset: tensor.offset)
        }
      }
    }
    let mapping = stored.mapping
    let damaged = Mutex<TensorRole?>(nil)
    chunks.forEachConcurrently(threads: threads) { chunk in
      if !chunk.pack(from: mapping) { damaged.withLock { $0 = chunk.role } }
    }
    if let role = damaged.withLock({ $0 }) { throw WeightError.notFinite(role.name) }
    let weights = packed.weights(of: stored.configuration)
    return (Model(configuration: stored.configuration, weights: weights, memory: memory), memory)
  }
}

/// A share of the packing that one thread does at once.
private struct PackingChunk: Sendable {
  /// Of the source: enough to make the bookkeeping free, few enough to share out evenly.
  static let byteCount = 4 << 20

  let role: TensorRole
  let matrix: ck_matrix
  let share: StoredTensor.Share
  /// Of the whole tensor in the file.
  let offset: Int

  /// Packs the share, unless it holds something that is no finite number; returns whether it did.
  func pack(from mapping: Mapping) -> Bool {
    var matrix = matrix
    let source = mapping.bytes.baseAddress.map { $0 + offset }
    let groups = ck_range(begin: share.groups.lowerBound, end: share.groups.upperBound)
    guard ck_is_finite(&matrix, groups, source) else { return false }
    ck_pack(&matrix, groups, source)
    mapping.release(share.bytes)
    return true
  }
}

/// What is wrong with the weights of a model whose file is sound.
package enum WeightError: Error, Equatable, CustomStringConvertible {
  case notFinite(String)

  package var description: String {
    switch self {
    case .notFinite(let tensor):
      "\(tensor) holds weights that are infinite or no numbers: convert or download it again"
    }
  }
}
