import CKernels
import CostModel

@testable import Bench

/// A model's weights, dequantized and packed again as F32.
final class FloatModel {
  let model: Model
  private let source: Model

  init(_ source: Model) {
    let memory = Floats()
    var weights = source.weights
    func widen(_ matrix: inout ck_matrix) { matrix = memory.pack(matrix) }
    widen(&weights.embedding)
    widen(&weights.output)
    for layer in weights.layers.indices {
      widen(&weights.layers[layer].query)
      widen(&weights.layers[layer].key)
      widen(&weights.layers[layer].value)
      widen(&weights.layers[layer].attentionOutput)
      widen(&weights.layers[layer].gate)
      widen(&weights.layers[layer].up)
      widen(&weights.layers[layer].down)
    }
    self.source = source
    model = Model(configuration: source.configuration, weights: weights, memory: memory)
  }

  func reference() -> ReferenceModel { ReferenceModel(model) }

  private final class Floats {
    private var blocks: [UnsafeMutableRawPointer] = []

    func pack(_ matrix: ck_matrix) -> ck_matrix {
      let values = matrix.unpacked()
      let bytes = ck_packed_size(CK_F32, matrix.rows, matrix.cols)
      let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: CK_ALIGNMENT)
      blocks.append(memory)
      var packed = ck_matrix_at(CK_F32, matrix.rows, matrix.cols, memory)
      ck_pack(&packed, ck_range(begin: 0, end: ck_groups(&packed)), values)
      return packed
    }

    deinit { for block in blocks { block.deallocate() } }
  }
}
