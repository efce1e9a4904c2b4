import CKernels
import Testing

@Suite("Finite weights")
struct FiniteTests {
  /// A type, and where a block of it has floats of 16 bits.
  struct Blocks: CustomTestStringConvertible {
    let testDescription: String
    let type: ck_type
    let scales: [Int]
    var infinity: UInt16 = 0x7C00
  }

  static let blocks = [
    Blocks(testDescription: "F16", type: CK_F16, scales: [0]),
    Blocks(testDescription: "BF16", type: CK_BF16, scales: [0], infinity: 0x7F80),
    Blocks(testDescription: "Q4_0", type: CK_Q4_0, scales: [0]),
    Blocks(testDescription: "Q4_1", type: CK_Q4_1, scales: [0, 2]),
    Blocks(testDescription: "Q5_0", type: CK_Q5_0, scales: [0]),
    Blocks(testDescription: "Q8_0", type: CK_Q8_0, scales: [0]),
    Blocks(testDescription: "Q4_K", type: CK_Q4_K, scales: [0, 2]),
    Blocks(testDescription: "Q5_K", type: CK_Q5_K, scales: [0, 2]),
    Blocks(testDescription: "Q6_K", type: CK_Q6_K, scales: [208]),
  ]

  @Test(
    "infinities and NaN are found where a block has floats, and nowhere else", arguments: blocks)
  func halves(blocks: Blocks) {
    let size = ck_block_bytes(blocks.type)
    for offset in stride(from: 0, to: size, by: 2) {
      for bits in [blocks.infinity, blocks.infinity | 0x8001, .max] {
        #expect(
          isFinite(blocks.type, placing: bits, at: 2 * size + offset)
            == !blocks.scales.contains(offset))
      }
      #expect(isFinite(blocks.type, placing: blocks.infinity - 1, at: 2 * size + offset))
    }
  }

  @Test("infinities and NaN of 32 bits are found")
  func floats() {
    for (value, finite) in [
      (Float.infinity, false), (-.infinity, false), (.nan, false), (.greatestFiniteMagnitude, true),
    ] {
      #expect(isFinite(CK_F32, placing: value.bitPattern, at: 12) == finite)
    }
  }

  @Test("only the rows of the groups asked for are looked at, to the last")
  func groups() {
    let row = 256 / ck_block_values(CK_Q4_0) * ck_block_bytes(CK_Q4_0)
    for (at, found) in [(0, false), (7 * row, false), (8 * row, true), (10 * row, true)] {
      #expect(
        isFinite(CK_Q4_0, placing: UInt16.max, at: at, groups: ck_range(begin: 1, end: 2))
          == !found)
    }
  }

  /// A tensor of 11 rows and 256 columns, all 0 but for `bits`.
  private func isFinite<Bits: FixedWidthInteger>(
    _ type: ck_type, placing bits: Bits, at offset: Int,
    groups: ck_range = ck_range(begin: 0, end: 2)
  ) -> Bool {
    var matrix = ck_matrix(type: type, rows: 11, cols: 256, quants: nil, scales: nil)
    let bytes = 11 * 256 / ck_block_values(type) * ck_block_bytes(type)
    var source = [UInt8](repeating: 0, count: bytes)
    return source.withUnsafeMutableBytes {
      $0.storeBytes(of: bits, toByteOffset: offset, as: Bits.self)
      return ck_is_finite(&matrix, groups, $0.baseAddress)
    }
  }
}
