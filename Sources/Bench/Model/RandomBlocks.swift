internal import CKernels
internal import CostModel

/// Seeded weights in GGUF's blocks: any quants, under scales that keep activations near 1.
///
/// The weights of a matrix have a mean of about 0 and a standard deviation of about 1 / √columns.
struct RandomBlocks {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// Fills whole blocks of a matrix of that type and that many columns.
  mutating func fill(_ bytes: UnsafeMutableRawBufferPointer, type: ck_type, columns: Int) {
    guard let scales = BlockScales(type: type) else {
      preconditionFailure("presets have no tensors of type \(type.rawValue)")
    }
    let unit = 1 / (Float(columns).squareRoot() * scales.deviation)
    fillWithBits(bytes, setting: type == CK_Q8_0 ? Self.odd : 0)
    for block in stride(from: 0, to: bytes.count, by: ck_block_bytes(type)) {
      let scale = unit * (0.75 + 0.5 * uniform()) * (scales.minimum == nil ? sign() : 1)
      bytes.storeBytes(
        of: Float16(scale).bitPattern, toByteOffset: block + scales.offset, as: UInt16.self)
      if let minimum = scales.minimum {
        bytes.storeBytes(
          of: Float16(scale * minimum.share).bitPattern, toByteOffset: block + minimum.offset,
          as: UInt16.self)
      }
    }
  }

  /// Fills a vector with numbers within `spread` of `middle`.
  mutating func fill(_ vector: UnsafeMutableBufferPointer<Float>, middle: Float, spread: Float) {
    for index in vector.indices { vector[index] = middle + spread * (2 * uniform() - 1) }
  }

  /// Sets the lowest bit of every byte: quantizers never write the -128 that is then left out.
  private static let odd: UInt64 = 0x0101_0101_0101_0101

  private mutating func fillWithBits(_ bytes: UnsafeMutableRawBufferPointer, setting bits: UInt64) {
    let words = bytes.count / 8 * 8
    for offset in stride(from: 0, to: words, by: 8) {
      bytes.storeBytes(of: random.next() | bits, toByteOffset: offset, as: UInt64.self)
    }
    for offset in words..<bytes.count {
      bytes[offset] = UInt8(truncatingIfNeeded: random.next() | bits)
    }
  }

  /// As 4 bits reach from -8 to 7, scales of one sign would leave a mean below 0.
  private mutating func sign() -> Float { random.next() >> 63 == 0 ? 1 : -1 }

  /// In 0..<1.
  private mutating func uniform() -> Float { Float(random.next() >> 40) / Float(1 << 24) }
}

/// Where a block keeps its float16 scales, and what random bits mean under them.
private struct BlockScales {
  let offset: Int
  /// Standard deviation of the block's weights under a scale of 1.
  let deviation: Float
  /// For types whose weights are scale · a - minimum · b: where the minimum is, and the share of
  /// the scale at which the mean is 0.
  let minimum: (offset: Int, share: Float)?

  init?(type: ck_type) {
    switch type {
    // Uniform over 16 values.
    case CK_Q4_0: self.init(offset: 0, deviation: 4.6, minimum: nil)
    // Uniform over the odd numbers in -127...127.
    case CK_Q8_0: self.init(offset: 0, deviation: 74, minimum: nil)
    // Scales and minima over 64 values, quants over 16.
    case CK_Q4_K: self.init(offset: 0, deviation: 258, minimum: (offset: 2, share: 7.5))
    // Scales over 256 values, quants over 64.
    case CK_Q6_K: self.init(offset: 208, deviation: 1366, minimum: nil)
    default: return nil
    }
  }

  private init(offset: Int, deviation: Float, minimum: (offset: Int, share: Float)?) {
    self.offset = offset
    self.deviation = deviation
    self.minimum = minimum
  }
}
