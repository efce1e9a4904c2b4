extension [UInt8] {
  /// Appends the text as it stands between the quotes of a JSON string.
  ///
  /// Beside what RFC 8259 asks for, everything is escaped that would steer a terminal or reorder what is
  /// beside it: DEL, C1 controls, line separators, bidirectional marks and overrides.
  mutating func append(jsonEscaped text: String) {
    var text = text
    text.withUTF8 { source in
      var start = 0
      for index in source.indices {
        guard let length = Self.escapedLength(source, index) else { continue }
        append(contentsOf: source[start..<index])
        append(jsonEscape: Self.code(source, index, length))
        start = index + length
      }
      append(contentsOf: source[start...])
    }
  }

  /// The character of so many bytes of UTF-8.
  private static func code(
    _ source: UnsafeBufferPointer<UInt8>, _ index: Int, _ length: Int
  ) -> UInt16 {
    switch length {
    case 1: UInt16(source[index])
    case 2: UInt16(source[index] & 0x1F) << 6 | UInt16(source[index + 1] & 0x3F)
    default:
      UInt16(source[index] & 0x0F) << 12 | UInt16(source[index + 1] & 0x3F) << 6
        | UInt16(source[index + 2] & 0x3F)
    }
  }

  /// Bytes of the character at `index` when it must be escaped: one; two for U+0080 to U+009F and U+061C;
  /// three for U+200E, U+200F, U+2028 to U+202E and U+2066 to U+2069.
  private static func escapedLength(_ source: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    switch source[index] {
    case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F: 1
    case 0xC2 where source[index + 1] < 0xA0: 2
    case 0xD8 where source[index + 1] == 0x9C: 2
    case 0xE2 where source[index + 1] == 0x80:
      0x8E...0x8F ~= source[index + 2] || 0xA8...0xAE ~= source[index + 2] ? 3 : nil
    case 0xE2 where source[index + 1] == 0x81: 0xA6...0xA9 ~= source[index + 2] ? 3 : nil
    default: nil
    }
  }

  private mutating func append(jsonEscape code: UInt16) {
    let short: [UInt16: UInt8] = [
      0x22: UInt8(ascii: "\""), 0x5C: UInt8(ascii: "\\"), 0x08: UInt8(ascii: "b"),
      0x09: UInt8(ascii: "t"), 0x0A: UInt8(ascii: "n"), 0x0C: UInt8(ascii: "f"),
      0x0D: UInt8(ascii: "r"),
    ]
    append(UInt8(ascii: "\\"))
    if let letter = short[code] {
      append(letter)
      return
    }
    append(UInt8(ascii: "u"))
    let hex = [UInt8]("0123456789abcdef".utf8)
    for shift in [12, 8, 4, 0] { append(hex[Int(code >> UInt16(shift)) & 0xF]) }
  }
}
