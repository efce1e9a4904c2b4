internal import CKernels

/// A tensor as a model's file holds it.
struct StoredTensor {
  let role: TensorRole
  /// `CK_F32` for vectors.
  let type: ck_type
  let shape: TensorShape
  /// Where its bytes begin in the file.
  let offset: Int

  var values: Int {
    switch shape {
    case .vector(let count): count
    case .matrix(let rows, let columns): rows * columns
    }
  }

  var byteCount: Int { values / ck_block_values(type) * ck_block_bytes(type) }

  /// Bytes in the form the kernels read, in whole lines.
  var packedByteCount: Int {
    switch shape {
    case .vector(let count):
      (count * MemoryLayout<Float>.size).roundedUp(to: CK_ALIGNMENT)
    case .matrix(let rows, let columns): ck_packed_size(type, rows, columns)
    }
  }

  /// The tensor in shares of about that many bytes, none of which splits a group of rows.
  func shares(ofBytes bytes: Int) -> [Share] {
    guard case .matrix(let rows, _) = shape else {
      return [Share(groups: 0..<1, bytes: offset..<offset + byteCount)]
    }
    let row = byteCount / rows
    let groups = (rows + CK_GROUP_ROWS - 1) / CK_GROUP_ROWS
    let step = max(1, bytes / (row * CK_GROUP_ROWS))
    return stride(from: 0, to: groups, by: step).map { first in
      let last = min(first + step, groups)
      let end = min(last * CK_GROUP_ROWS, rows)
      return Share(
        groups: first..<last, bytes: offset + first * CK_GROUP_ROWS * row..<offset + end * row)
    }
  }

  struct Share: Sendable {
    let groups: Range<Int>
    /// Of the file.
    let bytes: Range<Int>
  }
}

/// A model's file in memory: its shape, its tensors, and the bytes they lie in.
struct StoredModel {
  let configuration: ModelConfiguration
  let tensors: [StoredTensor]
  let mapping: Mapping

  func bytes(of tensor: StoredTensor) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      rebasing: mapping.bytes[tensor.offset..<tensor.offset + tensor.byteCount])
  }
}

extension Int {
  /// The smallest multiple of `unit` that is not below this.
  func roundedUp(to unit: Int) -> Int { (self + unit - 1) / unit * unit }
}
