import Foundation

/// Walks over JSON in memory without building a tree.
struct JSONScanner {
  private let bytes: UnsafeRawBufferPointer
  private(set) var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")
  private static let maximumDepth = 64

  /// The next byte that is not white space, without passing it.
  mutating func peek() throws(JSONFlaw) -> UInt8 {
    while position < bytes.count {
      let byte = bytes[position]
      if byte > 0x20 { return byte }
      position += 1
    }
    throw JSONFlaw(offset: position)
  }

  mutating func expect(_ byte: Unicode.Scalar) throws(JSONFlaw) {
    guard try peek() == UInt8(ascii: byte) else { throw JSONFlaw(offset: position) }
    position += 1
  }

  /// Passes the byte if it is next.
  mutating func accept(_ byte: Unicode.Scalar) throws(JSONFlaw) -> Bool {
    guard try peek() == UInt8(ascii: byte) else { return false }
    position += 1
    return true
  }

  /// The next string's bytes as they stand, without quotes, escapes not undone.
  mutating func rawString() throws(JSONFlaw) -> UnsafeRawBufferPointer {
    try expect("\"")
    let start = position
    while position < bytes.count, bytes[position] != Self.quote {
      position += bytes[position] == Self.backslash ? 2 : 1
    }
    guard position < bytes.count else { throw JSONFlaw(offset: position) }
    position += 1
    return UnsafeRawBufferPointer(rebasing: bytes[start..<position - 1])
  }

  /// Nil for `null`.
  mutating func string() throws(JSONFlaw) -> String? {
    guard try peek() == Self.quote else {
      try skip()
      return nil
    }
    let start = position
    let raw = try rawString()
    if !raw.contains(Self.backslash) {
      guard let text = String(validating: raw, as: UTF8.self) else {
        throw JSONFlaw(offset: start)
      }
      return text
    }
    do {
      return try JSONDecoder().decode(String.self, from: Data(bytes[start..<position]))
    } catch {
      throw JSONFlaw(offset: start)
    }
  }

  /// The bytes of a number or word, up to what ends it.
  mutating func token() throws(JSONFlaw) -> UnsafeRawBufferPointer {
    _ = try peek()
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
        || byte <= 0x20
      {
        break
      }
      position += 1
    }
    guard position > start, position < bytes.count else { throw JSONFlaw(offset: position) }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<position])
  }

  /// Passes over one value of any kind.
  mutating func skip(depth: Int = 0) throws(JSONFlaw) {
    guard depth < Self.maximumDepth else { throw JSONFlaw(offset: position) }
    switch try peek() {
    case Self.quote: _ = try rawString()
    case UInt8(ascii: "["):
      try elements { scanner throws(JSONFlaw) in try scanner.skip(depth: depth + 1) }
    case UInt8(ascii: "{"):
      try members { _, scanner throws(JSONFlaw) in try scanner.skip(depth: depth + 1) }
    default: _ = try token()
    }
  }

  /// Calls `body` before each element of an array; it passes over the element.
  mutating func elements(_ body: (inout JSONScanner) throws(JSONFlaw) -> Void) throws(JSONFlaw) {
    try expect("[")
    if try accept("]") { return }
    repeat { try body(&self) } while try accept(",")
    try expect("]")
  }

  /// Calls `body` with each name, before its value; it passes over the value.
  mutating func members(
    _ body: (UnsafeRawBufferPointer, inout JSONScanner) throws(JSONFlaw) -> Void
  ) throws(JSONFlaw) {
    try expect("{")
    if try accept("}") { return }
    repeat {
      let name = try rawString()
      try expect(":")
      try body(name, &self)
    } while try accept(",")
    try expect("}")
  }
}

/// Where text stops being the JSON that was expected.
struct JSONFlaw: Error, Hashable, CustomStringConvertible {
  let offset: Int

  var description: String { "the answer is not the expected JSON at byte \(offset)" }
}

extension UnsafeRawBufferPointer {
  func spells(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount
      && elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: count))
  }
}
