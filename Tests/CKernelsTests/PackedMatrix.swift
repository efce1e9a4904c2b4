import CKernels
import Foundation

/// A packed matrix and quantized activations in memory of their own.
final class PackedMatrix {
  let matrix: ck_matrix
  private let memory: UnsafeMutableRawPointer

  init(_ foreign: ForeignTensor) {
    let type = ck_type(rawValue: foreign.type)
    let bytes = ck_packed_size(type, foreign.rows, foreign.cols)
    memory = .allocate(byteCount: bytes, alignment: CK_ALIGNMENT)
    var view = ck_matrix_at(type, foreign.rows, foreign.cols, memory)
    foreign.tensor.withUnsafeBytes {
      ck_pack(&view, ck_range(begin: 0, end: ck_groups(&view)), $0.baseAddress)
    }
    matrix = view
  }

  deinit { memory.deallocate() }

  func row(_ index: Int) -> [Float] {
    var view = matrix
    return [Float](unsafeUninitializedCapacity: matrix.cols) { buffer, count in
      ck_unpack_row(&view, index, buffer.baseAddress)
      count = matrix.cols
    }
  }

  /// The product with one column, and the column as the kernels saw it.
  func multiply(_ values: [Float], by kernels: ck_kernels) -> (y: [Float], column: [Double]) {
    var view = matrix
    let bytes = ck_activations_size(view.cols, 1)
    let space = UnsafeMutableRawPointer.allocate(
      byteCount: bytes, alignment: CK_ALIGNMENT)
    defer { space.deallocate() }
    return values.withUnsafeBufferPointer { buffer in
      var x = ck_activations_at(view.cols, 1, buffer.baseAddress, space)
      kernels.quantize(&x, 0, 1)
      var y = [Float](repeating: .nan, count: ck_padded_rows(&view))
      kernels.multiply(
        &view, ck_range(begin: 0, end: ck_groups(&view)), &x, &y, y.count)
      let column = (0..<view.cols).map { index in
        ck_block_values(view.type) == 1
          ? Double(values[index]) : Double(x.quants[index]) * Double(x.scale[index / 32])
      }
      return (y, column)
    }
  }
}
