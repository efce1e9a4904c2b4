/// Sections of an INI file in the dialect of Python's `configparser`, which the AWS CLI reads with.
///
/// Full-line comments start with `#` or `;`, at any indentation; there are no inline comments, and
/// quotes are part of the value. A line indented deeper than its key continues the value. Keys are
/// lower-cased; `[DEFAULT]` in capitals lends its keys to every section; repeats are errors. Unlike
/// configparser, a byte-order mark is skipped.
struct INIDocument: Equatable {
  struct Section: Equatable {
    let name: String
    var values: [String: String]
  }

  /// In the order of the file.
  private(set) var sections: [Section] = []

  init(_ bytes: some Sequence<UInt8>) throws(INIError) {
    guard var text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    var reader = INIReader()
    for line in Self.lines(of: text) { try reader.read(line) }
    sections = reader.finished()
  }

  /// Lines that end in `\n`, `\r\n` or `\r`.
  private static func lines(of text: String) -> [Substring.UnicodeScalarView] {
    var lines: [Substring.UnicodeScalarView] = []
    var rest = text.unicodeScalars[...]
    while let end = rest.firstIndex(where: { $0 == "\n" || $0 == "\r" }) {
      lines.append(rest[..<end])
      let isPair = rest[end] == "\r" && rest[rest.index(after: end)...].first == "\n"
      rest = rest[rest.index(end, offsetBy: isPair ? 2 : 1)...]
    }
    return lines + [rest]
  }
}
