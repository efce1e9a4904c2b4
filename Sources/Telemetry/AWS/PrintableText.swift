extension StringProtocol {
  /// Text of others made fit for a message: control characters gone, one line, cut to `limit`.
  func printable(_ limit: Int) -> String {
    let scalars = unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
        " " as Unicode.Scalar
      default: scalar
      }
    }
    let text = String(String.UnicodeScalarView(scalars))
    let words = text.split(separator: " ").joined(separator: " ")
    return words.count <= limit ? words : words.prefix(limit) + "…"
  }
}
