extension Document {
  /// Aligned text for a terminal, or for a file when the context has no width.
  func terminal(in context: RenderContext) -> [UInt8] {
    var text = ""
    for (index, block) in blocks.enumerated() {
      if index > 0, block.startsParagraph { text += "\n" }
      switch block {
      case .title(let title): text += title.terminalSafe.painted(.strong, context.color) + "\n"
      case .paragraph(let paragraph, let style):
        text.append(paragraph: paragraph, style, in: context)
      case .table(let grid):
        let table = TerminalTable(grid, columns: context.width)
        table.write(to: &text, color: context.color)
        if !table.omitted.isEmpty {
          let note = "left out to fit: \(table.omitted.joined(separator: ", "))"
          text.append(paragraph: note, .faint, in: context)
        }
      case .section(let name):
        let safe = name.terminalSafe
        let fitted = context.width.map { safe.shortenedInMiddle(to: $0) } ?? safe
        text += fitted.painted(.strong, context.color) + "\n"
      case .entries(let entries):
        for entry in entries { text.append(entry, in: context) }
      }
    }
    return Array(text.utf8)
  }
}

extension Document.Block {
  fileprivate var startsParagraph: Bool {
    switch self {
    case .section, .table: true
    case .title, .paragraph, .entries: false
    }
  }
}

extension String {
  fileprivate mutating func append(_ entry: Document.Entry, in context: RenderContext) {
    let label = entry.label.map { $0.terminalSafe.painted(entry.style, context.color) + ": " } ?? ""
    let hidden = (entry.label?.terminalWidth).map { $0 + 2 } ?? 0
    let safe = entry.text.terminalSafe
    guard let width = context.width else {
      self += "  \(label)\(safe)\n"
      return
    }
    // The label is measured without its colour codes, so a stand-in of the same width is wrapped.
    let standIn = String(repeating: "x", count: hidden)
    let lines = (standIn + safe).wrapped(to: max(width - 4, 20))
    self += "  \(label)\(lines[0].dropFirst(hidden))\n"
    for line in lines.dropFirst() { self += "    \(line)\n" }
  }

  fileprivate mutating func append(
    paragraph: String, _ style: Style, in context: RenderContext
  ) {
    let safe = paragraph.terminalSafe
    for line in context.width.map({ safe.wrapped(to: $0) }) ?? [safe] {
      self += line.painted(style, context.color) + "\n"
    }
  }

  /// The text between the codes that switch a colour on and off.
  func painted(_ style: Style, _ color: Bool) -> String {
    guard color, let code = style.ansiCode else { return self }
    return "\u{1B}[\(code)m\(self)\u{1B}[0m"
  }
}
