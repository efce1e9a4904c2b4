extension [UInt8] {
  /// Appends the text as it stands between the quotes of a JSON string.
  ///
  /// Beside what RFC 8259 asks for, DEL and the two line separators that JavaScript once took for
  /// line ends are escaped.
  mutating func append(jsonEscaped text: String) {
    var text = text
    text.withUTF8 { source in
      var start = 0
      for index in source.indices {
        guard let length = Self.escapedLength(source, index) else { continue }
        append(contentsOf: source[start..<index])
        append(
          jsonEscape: length == 3
            ? 0x2000 | UInt16(source[index + 2] & 0x3F) : UInt16(source[index]))
        start = index + length
      }
      append(contentsOf: source[start...])
    }
  }

  /// Bytes of the character at `index` when it must be escaped: one, or three for U+2028 and U+2029.
  private static func escapedLength(_ source: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    switch source[index] {
    case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F: 1
    case 0xE2 where source[index + 1] == 0x80 && source[index + 2] & 0xFE == 0xA8: 3
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
