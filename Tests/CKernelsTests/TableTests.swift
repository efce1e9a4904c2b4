import CKernels
import Testing

@Suite("Tables cross threads")
struct TableTests {
  @Test("tables, matrices, activations and ranges are Sendable: a pool's threads share them")
  func sendable() async {
    let kernels = ck_at(0).pointee
    let range = ck_range(begin: 1, end: 3)
    let shapes = (kernels, ck_matrix(), ck_activations(), range)
    let seen = await Task.detached { (shapes.0.vector_bits(), shapes.1.rows, shapes.3.end) }.value
    #expect(seen == (kernels.vector_bits(), 0, 3))
  }
}
