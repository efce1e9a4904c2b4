/// Whether bytes are text.
enum UTF8Check {
  /// Eight ASCII bytes at a time; only what lies beyond takes the library's way.
  static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    let highBits: UInt64 = 0x8080_8080_8080_8080
    while index + 8 <= bytes.count {
      guard bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & highBits == 0 else {
        return String(validating: bytes[index...], as: UTF8.self) != nil
      }
      index += 8
    }
    while index < bytes.count {
      guard bytes[index] < 0x80 else {
        return String(validating: bytes[index...], as: UTF8.self) != nil
      }
      index += 1
    }
    return true
  }
}
