package import CostModel

/// Writes one JSON document (RFC 8259) into a byte buffer, members in the order of the calls.
///
/// A number that is not finite is a programmer's mistake and stops the program; what is unknown is
/// `null`.
package struct JSONWriter {
  var bytes: [UInt8] = []

  private init() {}

  /// One object and a line break; `capacity` is the expected size in bytes.
  package static func document(capacity: Int, _ members: (inout Self) -> Void) -> [UInt8] {
    var writer = Self()
    writer.bytes.reserveCapacity(capacity)
    writer.braces(members)
    writer.bytes.append(UInt8(ascii: "\n"))
    return writer.bytes
  }

  package mutating func object(_ key: StaticString, _ members: (inout Self) -> Void) {
    append(key: key)
    braces(members)
  }

  /// An array of objects, each on a line of its own.
  package mutating func rows<Item>(
    _ key: StaticString, _ items: [Item], _ members: (inout Self, Item) -> Void
  ) {
    array(key, items, separator: "\n") { writer, item in writer.braces { members(&$0, item) } }
  }

  package mutating func objects<Item>(
    _ key: StaticString, _ items: [Item], _ members: (inout Self, Item) -> Void
  ) {
    array(key, items, separator: "") { writer, item in writer.braces { members(&$0, item) } }
  }

  package mutating func strings(_ key: StaticString, _ items: [String]) {
    array(key, items, separator: "") { writer, item in writer.append(string: item) }
  }

  package mutating func numbers<Unit: Quantity>(_ key: StaticString, _ items: [Unit]) {
    array(key, items, separator: "") { writer, item in writer.bytes.append(number: item.value) }
  }

  /// An object whose names are not known beforehand, in the order given.
  package mutating func strings(_ key: StaticString, named pairs: [(name: String, value: String)]) {
    object(key) { writer in
      for pair in pairs {
        if writer.bytes.last != UInt8(ascii: "{") { writer.bytes.append(UInt8(ascii: ",")) }
        writer.append(string: pair.name)
        writer.bytes.append(UInt8(ascii: ":"))
        writer.append(string: pair.value)
      }
    }
  }

  /// A document already rendered.
  package mutating func member(_ key: StaticString, document: [UInt8]) {
    append(key: key)
    let end = document.last == UInt8(ascii: "\n") ? document.count - 1 : document.count
    bytes.append(contentsOf: document[..<end])
  }

  package mutating func null(_ key: StaticString) {
    append(key: key)
    append(raw: "null")
  }

  package mutating func member(_ key: StaticString, _ value: String?) {
    guard let value else { return null(key) }
    append(key: key)
    append(string: value)
  }

  package mutating func member(_ key: StaticString, _ value: Double?) {
    guard let value else { return null(key) }
    append(key: key)
    bytes.append(number: value)
  }

  package mutating func member(_ key: StaticString, _ value: Int?) {
    guard let value else { return null(key) }
    append(key: key)
    bytes.append(number: value)
  }

  package mutating func member<Unit: Quantity>(_ key: StaticString, _ value: Unit?) {
    member(key, value?.value)
  }

  package mutating func member(_ key: StaticString, _ value: Bool) {
    append(key: key)
    append(raw: value ? "true" : "false")
  }

  private mutating func array<Item>(
    _ key: StaticString, _ items: [Item], separator: StaticString,
    _ element: (inout Self, Item) -> Void
  ) {
    append(key: key)
    bytes.append(UInt8(ascii: "["))
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(raw: separator)
      element(&self, item)
    }
    if !items.isEmpty { append(raw: separator) }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func braces(_ members: (inout Self) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    members(&self)
    bytes.append(UInt8(ascii: "}"))
  }

  mutating func append(key: StaticString) {
    if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    append(raw: key)
    append(raw: "\":")
  }

  private mutating func append(raw text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func append(string text: String) {
    bytes.append(UInt8(ascii: "\""))
    bytes.append(jsonEscaped: text)
    bytes.append(UInt8(ascii: "\""))
  }
}
