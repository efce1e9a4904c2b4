/// A text as systemd reads it back from a unit file (systemd.syntax(7), systemd.service(5)).
///
/// `%` begins a specifier everywhere; what else is special depends on the setting.
struct UnitWord: Hashable, Sendable, CustomStringConvertible {
  let description: String

  /// One quoted word of a list, such as `ReadWritePaths=`, or the program of `ExecStart=`.
  init(quoting text: String) {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    description = "\"\(Self.literal(escaped))\""
  }

  /// One argument of `ExecStart=`, in which `$` begins a variable.
  init(argument text: String) {
    self.init(quoting: text.replacing("$", with: "$$"))
  }

  /// A path that is the whole value, such as `WorkingDirectory=`: quotes would be part of it.
  init(wholePath path: String) {
    // At the end of a line a backslash would join the next and a space be lost.
    let endsBadly = path.hasSuffix("\\") || path.hasSuffix(" ")
    description = Self.literal(endsBadly ? path + "/" : path)
  }

  /// A path that is the whole value and read as a pattern, such as `EnvironmentFile=`.
  init(patternPath path: String) {
    var escaped = ""
    for character in path {
      if "*?[]\\".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    description = Self.literal(escaped)
  }

  private static func literal(_ text: String) -> String { text.replacing("%", with: "%%") }
}
