/// A text of several lines as a YAML value, its lines kept readable where YAML can.
struct YAMLBlock: CustomStringConvertible {
  /// What follows `key: `, without the last line break.
  let description: String

  /// - Parameter indent: columns before `key`.
  init(_ text: String, indent: Int) throws {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n" || scalar == "\t"
        || scalar.properties.generalCategory != .control && scalar != "\u{2028}"
          && scalar != "\u{2029}" && scalar != "\u{FEFF}"
    }
    guard isPlain && !text.isEmpty else {
      description = try YAMLScalar(text).description
      return
    }
    let margin = String(repeating: " ", count: indent + 2)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    description = (["|2"] + lines.map { $0.isEmpty ? "" : margin + $0 }).joined(separator: "\n")
  }
}
