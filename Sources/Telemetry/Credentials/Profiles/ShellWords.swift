/// Splits a command line into words as Python's `shlex.split` does, the splitter of the AWS CLI.
///
/// Quotes and backslashes are the only syntax; `;`, `$(…)`, `|`, `*` and `#` are ordinary text.
enum ShellWords {
  /// Nil when a quote is left open or the text ends in a backslash.
  static func split(_ text: String) -> [String]? {
    var words: [String] = []
    var word = ""
    var isInWord = false
    var scalars = text.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      switch scalar {
      case " ", "\t", "\r", "\n":
        if isInWord { words.append(word) }
        word = ""
        isInWord = false
      case "'":
        guard let quoted = singleQuoted(&scalars) else { return nil }
        word += quoted
        isInWord = true
      case "\"":
        guard let quoted = doubleQuoted(&scalars) else { return nil }
        word += quoted
        isInWord = true
      case "\\":
        guard let escaped = scalars.next() else { return nil }
        word.unicodeScalars.append(escaped)
        isInWord = true
      default:
        word.unicodeScalars.append(scalar)
        isInWord = true
      }
    }
    return isInWord ? words + [word] : words
  }

  private static func singleQuoted(_ scalars: inout String.UnicodeScalarView.Iterator) -> String? {
    var quoted = ""
    while let scalar = scalars.next() {
      if scalar == "'" { return quoted }
      quoted.unicodeScalars.append(scalar)
    }
    return nil
  }

  private static func doubleQuoted(_ scalars: inout String.UnicodeScalarView.Iterator) -> String? {
    var quoted = ""
    while let scalar = scalars.next() {
      if scalar == "\"" { return quoted }
      guard scalar == "\\" else {
        quoted.unicodeScalars.append(scalar)
        continue
      }
      guard let escaped = scalars.next() else { return nil }
      // Between double quotes a backslash escapes only itself and the quote.
      if escaped != "\"" && escaped != "\\" { quoted.unicodeScalars.append("\\") }
      quoted.unicodeScalars.append(escaped)
    }
    return nil
  }
}
