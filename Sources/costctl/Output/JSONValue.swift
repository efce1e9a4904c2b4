import Foundation

/// A JSON value whose members keep the order they were given in.
indirect enum JSONValue: Sendable {
  case null
  case text(String)
  case number(Double)
  case flag(Bool)
  case list([JSONValue])
  case object(KeyValuePairs<String, JSONValue>)
  /// A document already rendered.
  case rendered([UInt8])

  static func text(_ text: String?) -> JSONValue { text.map { .text($0) } ?? .null }

  /// One line and a line break, in UTF-8.
  func document() throws -> [UInt8] {
    var text = ""
    try append(to: &text)
    return Array((text + "\n").utf8)
  }

  private func append(to text: inout String) throws {
    switch self {
    case .null: text += "null"
    case .text(let value): text += try Self.encoded(value)
    case .number(let value): text += try Self.encoded(value)
    case .flag(let value): text += value ? "true" : "false"
    case .rendered(let bytes):
      text += String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
    case .list(let values):
      try Self.append(values.map { (nil, $0) }, between: "[", "]", to: &text)
    case .object(let members):
      try Self.append(members.map { ($0.key, $0.value) }, between: "{", "}", to: &text)
    }
  }

  private static func append(
    _ items: [(key: String?, value: JSONValue)], between opening: String, _ closing: String,
    to text: inout String
  ) throws {
    text += opening
    for (index, item) in items.enumerated() {
      if index > 0 { text += "," }
      if let key = item.key { text += try encoded(key) + ":" }
      try item.value.append(to: &text)
    }
    text += closing
  }

  private static func encoded(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
