/// Text from elsewhere, made safe to stand in a one-line message.
struct TerminalText: CustomStringConvertible {
  let description: String

  /// Control characters and line breaks are escaped, and the text is cut after `limit` characters.
  init(_ text: String, limit: Int = 300) {
    var shown = ""
    for scalar in text.unicodeScalars.prefix(limit) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
        shown += "\\u{\(String(scalar.value, radix: 16))}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    description = text.unicodeScalars.count > limit ? shown + "…" : shown
  }
}
