import Yams

/// One value of the YAML tree, which knows its name and its place in the file.
struct ConfigurationNode {
  let node: Node
  /// Dotted path from the root, `rules.stay_below`.
  let key: String
  let path: String

  var place: ConfigurationError.Place {
    ConfigurationError.Place(
      path: path, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  var origin: Origin { .file(path, line: place.line) }

  /// The entries of a mapping; any key that is not expected is refused.
  func entries(_ expected: [String]) throws -> [String: ConfigurationNode] {
    var entries: [String: ConfigurationNode] = [:]
    for (name, child) in try anyEntries() {
      guard expected.contains(name) else {
        throw ConfigurationError.unknownKey(
          child.place, key: child.key, nearest: Self.nearest(to: name, in: expected))
      }
      entries[name] = child
    }
    return entries
  }

  /// The entries of a mapping whose keys are the user's own.
  func anyEntries() throws -> [(name: String, child: ConfigurationNode)] {
    guard let mapping = node.mapping else { throw wrong("a mapping") }
    return try mapping.map { key, value in
      guard let name = key.string else { throw wrong("a mapping with text keys") }
      // A value's mark may lie on the next line; the key's is where the user looks.
      let child = ConfigurationNode(
        node: value, key: self.key.isEmpty ? name : "\(self.key).\(name)", path: path)
      return (name, child)
    }
  }

  func elements() throws -> [ConfigurationNode] {
    guard let sequence = node.sequence else { throw wrong("a list") }
    return sequence.enumerated().map {
      ConfigurationNode(node: $1, key: "\(key)[\($0)]", path: path)
    }
  }

  func text() throws -> String {
    guard let text = node.string, !text.isEmpty else { throw wrong("text") }
    return text
  }

  func flag() throws -> Bool {
    guard let flag = node.bool else { throw wrong("true or false") }
    return flag
  }

  func number(in range: ClosedRange<Double>) throws -> Double {
    guard let number = node.float, range.contains(number) else {
      let upper = range.upperBound.isFinite ? " to \(range.upperBound)" : " or more"
      throw wrong("a number of \(range.lowerBound)\(upper)")
    }
    return number
  }

  func integer(in range: ClosedRange<Int>) throws -> Int {
    guard let number = node.int, range.contains(number) else {
      throw wrong("a whole number of \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) throws -> Choice
  where Choice.RawValue == String {
    guard let choice = node.string.flatMap(Choice.init(rawValue:)) else {
      throw wrong(type.allCases.map(\.rawValue).joined(separator: " or "))
    }
    return choice
  }

  func wrong(_ wanted: String) -> ConfigurationError {
    let found =
      node.string.map { "\"\($0)\"" } ?? (node.mapping == nil ? "a list" : "a mapping")
    return .wrongValue(place, key: key.isEmpty ? "the file" : key, found: found, wanted: wanted)
  }

  /// The expected key with the fewest edits; ties go to the first.
  private static func nearest(to name: String, in expected: [String]) -> String {
    expected.min { editDistance($0, name) < editDistance($1, name) } ?? ""
  }

  /// Levenshtein distance, row by row.
  private static func editDistance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let changed = diagonal + (a == b ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(changed, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}
