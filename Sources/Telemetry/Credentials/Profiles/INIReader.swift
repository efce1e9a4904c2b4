/// Reads an INI file line by line, as `configparser.RawConfigParser` of Python 3.11 does.
struct INIReader {
  private var sections: [Section] = []
  private var inherited = Section(name: "DEFAULT")
  private var current: Place?
  private var key: String?
  private var indentation = 0
  private var number = 0

  private struct Section {
    let name: String
    var lines: [String: [String]] = [:]

    var values: [String: String] {
      lines.mapValues { String($0.joined(separator: "\n").unicodeScalars.trimmedAtEnd) }
    }
  }

  private enum Place {
    case inherited
    case section(Int)
  }

  mutating func read(_ line: Substring.UnicodeScalarView) throws(INIError) {
    number += 1
    let text = line.trimmed
    guard let first = text.first else {
      if let key { append("", to: key) }
      return
    }
    if first == "#" || first == ";" { return }
    let depth = line.distance(from: line.startIndex, to: text.startIndex)
    if let key, depth > indentation {
      append(String(text), to: key)
      return
    }
    indentation = depth
    if let name = Self.header(text) {
      try open(name)
    } else {
      try addKey(text)
    }
  }

  func finished() -> [INIDocument.Section] {
    let lent = inherited.values
    return sections.map { section in
      INIDocument.Section(
        name: section.name, values: section.values.merging(lent) { own, _ in own })
    }
  }

  /// Up to the last bracket of the line; what follows it is ignored.
  private static func header(_ text: Substring.UnicodeScalarView) -> String? {
    guard text.first == "[", let end = text.lastIndex(of: "]") else { return nil }
    let name = text[text.index(after: text.startIndex)..<end]
    return name.isEmpty ? nil : String(name)
  }

  private mutating func open(_ name: String) throws(INIError) {
    key = nil
    if name == inherited.name {
      current = .inherited
      return
    }
    guard !sections.contains(where: { $0.name == name }) else {
      throw .duplicateSection(line: number)
    }
    sections.append(Section(name: name))
    current = .section(sections.count - 1)
  }

  private mutating func addKey(_ text: Substring.UnicodeScalarView) throws(INIError) {
    guard let current else { throw .noSectionHeader(line: number) }
    guard let delimiter = text.firstIndex(where: { $0 == "=" || $0 == ":" }) else {
      throw .notAKey(line: number)
    }
    let name = String(text[..<delimiter].trimmedAtEnd).lowercased()
    guard !name.isEmpty else { throw .notAKey(line: number) }
    let isKnown =
      switch current {
      case .inherited: inherited.lines[name] != nil
      case .section(let index): sections[index].lines[name] != nil
      }
    guard !isKnown else { throw .duplicateKey(line: number) }
    key = name
    append(String(text[text.index(after: delimiter)...].trimmed), to: name)
  }

  private mutating func append(_ line: String, to key: String) {
    switch current {
    case .inherited: inherited.lines[key, default: []].append(line)
    case .section(let index): sections[index].lines[key, default: []].append(line)
    case nil: break
    }
  }
}

extension Substring.UnicodeScalarView {
  var trimmed: Self { self[...].drop { $0.isBlank }.trimmedAtEnd }
}

extension BidirectionalCollection<Unicode.Scalar> {
  var trimmedAtEnd: SubSequence {
    guard let last = lastIndex(where: { !$0.isBlank }) else { return self[startIndex..<startIndex] }
    return self[...last]
  }
}

extension Unicode.Scalar {
  /// White space as Python's `str.strip` sees it, the four separators U+001C to U+001F included.
  fileprivate var isBlank: Bool {
    properties.isWhitespace || (0x1C...0x1F).contains(value)
  }
}
