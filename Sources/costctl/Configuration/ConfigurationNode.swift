import Yams

/// One value of the configuration file, with the key path that leads to it and its place.
struct ConfigurationNode {
  let node: Node
  let path: String
  let file: String

  var location: ConfigurationLocation {
    ConfigurationLocation(
      file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  /// True for a key without a value, which leaves the default in force.
  var isEmpty: Bool { node.null != nil }

  /// The text as written.
  func text() throws(ConfigurationError) -> String {
    guard let scalar = node.scalar, !isEmpty, !scalar.string.isEmpty else {
      throw wrongType("a text")
    }
    return scalar.string
  }

  func flag() throws(ConfigurationError) -> Bool {
    guard isPlain, let value = node.bool else { throw wrongType("true or false") }
    return value
  }

  func integer(in range: ClosedRange<Int>) throws(ConfigurationError) -> Int {
    guard isPlain, let value = node.int else { throw wrongType("a whole number") }
    guard range.contains(value) else {
      throw refused("\(value) is not in \(range.lowerBound)…\(range.upperBound)")
    }
    return value
  }

  func number(in range: ClosedRange<Double>) throws(ConfigurationError) -> Double {
    guard isPlain, let value = node.float else { throw wrongType("a number") }
    guard range.contains(value), value.isFinite else {
      throw refused("\(value) is not in \(range.lowerBound)…\(range.upperBound)")
    }
    return value
  }

  func choice<Choice: RawRepresentable & CaseIterable>(of type: Choice.Type = Choice.self)
    throws(ConfigurationError) -> Choice where Choice.RawValue == String
  {
    guard let text = node.scalar?.string, let value = Choice(rawValue: text) else {
      let names = Choice.allCases.map(\.rawValue)
      throw wrongType(names.dropLast().joined(separator: ", ") + " or \(names.last ?? "")")
    }
    return value
  }

  /// The elements, each under `path[index]`; none when the key has no value.
  func elements() throws(ConfigurationError) -> [ConfigurationNode] {
    if isEmpty { return [] }
    guard let sequence = node.sequence else { throw wrongType("a list") }
    return sequence.enumerated().map { index, element in
      ConfigurationNode(node: element, path: "\(path)[\(index)]", file: file)
    }
  }

  /// The pairs of a mapping in the file's order; none when the key has no value.
  func pairs() throws(ConfigurationError) -> [(key: ConfigurationNode, value: ConfigurationNode)] {
    if isEmpty { return [] }
    guard let mapping = node.mapping else { throw wrongType("a mapping of keys to values") }
    var pairs: [(key: ConfigurationNode, value: ConfigurationNode)] = []
    for (key, value) in mapping {
      guard let name = key.scalar?.string else { throw wrongType("a mapping with plain keys") }
      let child = path.isEmpty ? name : "\(path).\(name)"
      pairs.append(
        (
          ConfigurationNode(node: key, path: child, file: file),
          ConfigurationNode(node: value, path: child, file: file)
        ))
    }
    return pairs
  }

  func wrongType(_ expected: String) -> ConfigurationError {
    .wrongType(location, key: path.isEmpty ? "the file" : path, expected: expected)
  }

  func refused(_ reason: String) -> ConfigurationError {
    .refused(location, key: path, reason: reason)
  }

  /// A quoted "0.15" is a text, not a number.
  private var isPlain: Bool { node.scalar?.style == .plain || node.scalar?.style == .any }
}
