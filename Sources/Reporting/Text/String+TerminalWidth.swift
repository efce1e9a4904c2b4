extension String {
  /// Columns the text takes on a terminal.
  ///
  /// East Asian wide characters and emoji count two, combining and format characters none, the
  /// "ambiguous" ones one. A terminal that draws the parts of a joined emoji side by side, or
  /// wraps its own rules around rare scripts, will be off by some columns.
  var terminalWidth: Int {
    if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.count }
    return reduce(0) { $0 + $1.terminalWidth }
  }

  /// At most `columns` wide, the middle replaced by `…`.
  func shortenedInMiddle(to columns: Int) -> String {
    guard terminalWidth > columns else { return self }
    let room = Swift.max(columns - 1, 0)
    let head = prefix(columns: room - room / 2)
    let tail = String(String(reversed()).prefix(columns: room / 2).reversed())
    return head + "…" + tail
  }

  private func prefix(columns: Int) -> String {
    var taken = 0
    return String(
      prefix { character in
        taken += character.terminalWidth
        return taken <= columns
      })
  }

  /// Lines of at most `columns`, broken at spaces but not before `%`; a longer word stays whole.
  func wrapped(to columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in split(separator: " ").map(String.init) {
      let width = word.terminalWidth
      if used > 0, used + 1 + width > columns, !word.hasPrefix("%") {
        lines.append(line)
        (line, used) = (word, width)
      } else {
        line += used > 0 ? " " + word : word
        used += width + (used > 0 ? 1 : 0)
      }
    }
    return lines + [line]
  }
}

extension Character {
  var terminalWidth: Int {
    if let byte = utf8.first, byte < 0x80, utf8.count == 1 { return 1 }
    if unicodeScalars.contains("\u{FE0F}") { return 2 }
    return unicodeScalars.map(\.terminalWidth).max() ?? 0
  }
}

extension Unicode.Scalar {
  /// Ranges of East Asian Width W and F (Unicode 15.1, UAX #11), beside emoji presentation.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF,
    0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B,
    0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18D08, 0x1AFF0...0x1B2FB, 0x1F200...0x1F265,
    0x20000...0x3FFFD,
  ]

  fileprivate var terminalWidth: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if (0x1160...0x11FF).contains(value) { return 0 }
    if properties.isEmojiPresentation { return 2 }
    return Self.wide.contains { $0.contains(value) } ? 2 : 1
  }
}
