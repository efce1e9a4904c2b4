import CostModel

extension SettingsReview {
  func json(generatedAt: Instant) throws -> [UInt8] {
    try JSONValue.object([
      "schema": .text("costctl/config/v1"),
      "generated_at": .text(generatedAt.iso8601),
      "settings": .list(
        rows.map { row in
          .object([
            "key": .text(row.key),
            "value": row.value?.json ?? .null,
            "source": .text(row.origin.name),
            "place": .text(row.origin.place),
          ])
        }),
    ]).document()
  }

  /// Three columns: key, value, where it came from.
  func table() -> [UInt8] {
    let lines =
      [("key", "value", "source")]
      + rows.map { row in
        (
          Self.printable(row.key), Self.printable(row.value?.text ?? "-"),
          Self.printable(
            [row.origin.name, row.origin.place].compactMap(\.self).joined(separator: " "))
        )
      }
    let keyWidth = lines.map(\.0.count).max() ?? 0
    let valueWidth = lines.map(\.1.count).max() ?? 0
    var text = ""
    for (key, value, source) in lines {
      text += key + Self.spaces(keyWidth + 2 - key.count)
      text += value + Self.spaces(valueWidth + 2 - value.count) + source + "\n"
    }
    return Array(text.utf8)
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

  /// Control characters of the file must not reach the terminal.
  private static func printable(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { line, scalar in
      if scalar.properties.generalCategory == .control {
        line += scalar.escaped(asASCII: true)
      } else {
        line.unicodeScalars.append(scalar)
      }
    }
  }
}

extension SettingValue {
  fileprivate var json: JSONValue {
    switch self {
    case .text(let text): .text(text)
    case .number(let number): .number(number)
    case .flag(let flag): .flag(flag)
    }
  }

  fileprivate var text: String {
    switch self {
    case .text(let text): text
    case .number(let number):
      number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    case .flag(let flag): flag ? "true" : "false"
    }
  }
}
