import CKernels
import Testing

@Suite("Packed weights mean what the GGUF file says")
struct DequantizationTests {
  @Test("a packed row equals gguf-py's dequantized row", arguments: try ForeignTensor.all())
  func rows(foreign: ForeignTensor) {
    let packed = PackedMatrix(foreign)
    for row in 0..<foreign.rows {
      let expected = Array(foreign.floats[row * foreign.cols..<(row + 1) * foreign.cols])
      #expect(packed.row(row) == expected)
    }
  }

  @Test(
    "a product is the float64 one of the same numbers to 1e-6", arguments: try ForeignTensor.all())
  func products(foreign: ForeignTensor) {
    let packed = PackedMatrix(foreign)
    let values = foreign.floats[0..<foreign.cols].map { (1 + 50 * $0).remainder(dividingBy: 3) }
    for index in 0..<ck_count() {
      let (y, column) = packed.multiply(values, by: ck_at(index).pointee)
      for row in 0..<foreign.rows {
        let terms = zip(foreign.floats[row * foreign.cols..<(row + 1) * foreign.cols], column)
          .map { Double($0) * $1 }
        let bound = 1e-6 * terms.reduce(0) { $0 + abs($1) }
        #expect(abs(Double(y[row]) - terms.reduce(0, +)) <= bound)
      }
      #expect(y[foreign.rows...].allSatisfy { $0 == 0 }, "padding rows")
    }
  }

  @Test("quantized activations are within half a step of the input, ties to even")
  func activations() throws {
    let foreign = try #require(ForeignTensor.all().first { $0.name == "Q8_0" })
    // 127 sets a step of 1: the quants are the input, rounded.
    let pattern: [Float] = [127, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 126.49, -126.5, 0, -0, 1e-20]
    let expected: [Double] = [127, 0, 2, 2, 0, -2, -2, 126, -126, 0, 0, 0]
    let values = (0..<foreign.cols).map { $0 % 32 < pattern.count ? pattern[$0 % 32] : 0 }
    let column = PackedMatrix(foreign).multiply(values, by: ck_find("scalar").pointee).column
    #expect(Array(column[0..<pattern.count]) == expected)
  }

  @Test(
    "sizes of shapes that no file can have are 0",
    arguments: [
      (CK_Q4_0, 8, 33), (CK_Q4_K, 8, 32), (CK_Q8_0, 0, 32), (CK_F32, 8, 0),
      (CK_F16, Int.max / 2, 64), (CK_Q6_K, Int.max, 256), (ck_type(rawValue: 99), 8, 32),
    ])
  func impossible(type: ck_type, rows: Int, cols: Int) {
    #expect(ck_packed_size(type, rows, cols) == 0)
  }

  @Test(
    "packing costs nothing but Q4_K's and Q5_K's widened scales",
    arguments: [
      (CK_F32, 1.0), (CK_F16, 1.0), (CK_BF16, 1.0), (CK_Q4_0, 1.0), (CK_Q4_1, 1.0), (CK_Q5_0, 1.0),
      (CK_Q8_0, 1.0), (CK_Q4_K, 148.0 / 144), (CK_Q5_K, 180.0 / 176), (CK_Q6_K, 1.0),
    ])
  func sizes(type: ck_type, ratio: Double) {
    let file = 2048 * 8192 / ck_block_values(type) * ck_block_bytes(type)
    #expect(Double(ck_packed_size(type, 8192, 2048)) == ratio * Double(file))
  }

  @Test("activations that fit no block or no memory have size 0")
  func impossibleActivations() {
    #expect(ck_activations_size(33, 1) == 0)
    #expect(ck_activations_size(32, 0) == 0)
    #expect(ck_activations_size(32, Int.max / 16) == 0)
    #expect(ck_activations_size(64, 2) == 128 + 3 * 64)
  }
}
