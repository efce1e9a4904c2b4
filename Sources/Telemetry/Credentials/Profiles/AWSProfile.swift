/// The settings of one section: texts, and the one level of settings nested under a key.
struct AWSProfile: Sendable, Hashable {
  enum Value: Sendable, Hashable {
    case text(String)
    case nested([String: String])
  }

  var values: [String: Value]

  init(values: [String: Value] = [:]) { self.values = values }

  /// A value that starts on the next line is a block of nested settings.
  init(_ section: [String: String]) throws(INIError) {
    values = [:]
    for (key, text) in section {
      values[key] =
        text.unicodeScalars.first == "\n" ? .nested(try Self.nested(text, key: key)) : .text(text)
    }
  }

  subscript(_ key: String) -> String? {
    if case .text(let text) = values[key] { text } else { nil }
  }

  func nested(_ key: String) -> [String: String]? {
    if case .nested(let settings) = values[key] { settings } else { nil }
  }

  func has(_ key: String) -> Bool { values[key] != nil }

  private static func nested(_ text: String, key: String) throws(INIError) -> [String: String] {
    var settings: [String: String] = [:]
    for line in text.unicodeScalars.split(separator: "\n") {
      let line = line.trimmed
      guard !line.isEmpty else { continue }
      guard let equals = line.firstIndex(of: "=") else { throw .notANestedKey(key: key) }
      let name = String(line[..<equals].trimmedAtEnd)
      settings[name] = String(line[line.index(after: equals)...].trimmed)
    }
    return settings
  }
}

extension AWSProfile: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The names of the keys: values may be secrets.
  var description: String { "[\(values.keys.sorted().joined(separator: ", "))]" }
  var debugDescription: String { description }
  var customMirror: Mirror { Mirror(self, children: ["keys": description]) }
}
