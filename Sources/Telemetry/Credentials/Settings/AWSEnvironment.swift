package import CostModel

/// What the process would otherwise be asked for: variables, home directory, files and the time.
package struct AWSEnvironment: Sendable {
  package let variables: [String: String]
  package let homeDirectory: String
  /// The bytes of a file; nil when it does not exist or is no file.
  package let readFile: @Sendable (String) throws -> [UInt8]?
  package let now: @Sendable () -> Instant

  package init(
    variables: [String: String], homeDirectory: String,
    readFile: @escaping @Sendable (String) throws -> [UInt8]?,
    now: @escaping @Sendable () -> Instant
  ) {
    self.variables = variables
    self.homeDirectory = homeDirectory
    self.readFile = readFile
    self.now = now
  }

  /// The value of a variable; an empty one counts as unset.
  subscript(_ name: String) -> String? {
    guard let value = variables[name], !value.isEmpty else { return nil }
    return value
  }

  func flag(_ name: String) -> Bool { self[name]?.lowercased() == "true" }

  func path(_ variable: String, standard: String) -> String {
    expanding(self[variable] ?? standard)
  }

  /// Replaces `$NAME`, `${NAME}` and a leading `~`; unknown names stay as they are.
  func expanding(_ path: String) -> String {
    var expanded = ""
    var rest = path[...]
    while let dollar = rest.firstIndex(of: "$") {
      expanded += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      let isBraced = rest.first == "{"
      let name = (isBraced ? rest.dropFirst() : rest).prefix {
        $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")
      }
      let after = rest[name.endIndex...]
      guard !name.isEmpty, !isBraced || after.first == "}", let value = variables[String(name)]
      else {
        expanded += "$"
        continue
      }
      expanded += value
      rest = isBraced ? after.dropFirst() : after
    }
    expanded += rest
    guard expanded == "~" || expanded.hasPrefix("~/") else { return expanded }
    return homeDirectory + expanded.dropFirst()
  }
}

extension AWSEnvironment: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The home directory: variables may be secrets.
  package var description: String { "environment of \(homeDirectory)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["home": homeDirectory]) }
}
