extension Document {
  /// GitHub-flavoured Markdown; nothing in a name or message acts as markup.
  func markdown() -> [UInt8] {
    var text = ""
    for block in blocks {
      if !text.isEmpty { text += "\n" }
      switch block {
      case .title(let title): text += "# \(title.markdownSafe)\n"
      case .paragraph(let paragraph, _): text += paragraph.markdownSafe + "\n"
      case .section(let name): text += "### \(name.markdownSafe)\n"
      case .table(let grid): grid.write(markdown: &text)
      case .entries(let entries):
        for entry in entries {
          let label = entry.label.map { "**\($0.markdownSafe)**: " } ?? ""
          text += "- \(label)\(entry.text.markdownSafe)\n"
        }
      }
    }
    return Array(text.utf8)
  }
}

extension Grid {
  fileprivate func write(markdown text: inout String) {
    text += "| " + headings.map(\.title.markdownSafe).joined(separator: " | ") + " |\n"
    text += "|" + headings.map { $0.alignment == .trailing ? "---:|" : "---|" }.joined() + "\n"
    for row in rows {
      text += "|"
      for cell in row { text += " \(cell.shown.markdownSafe) |" }
      text += "\n"
    }
  }
}

extension String {
  /// The text with every character escaped that GitHub would take for markup or HTML.
  fileprivate var markdownSafe: String {
    let safe = terminalSafe
    // A leading dash or plus would open a list.
    var escaped: [UInt8] = safe.hasPrefix("-") || safe.hasPrefix("+") ? [UInt8(ascii: "\\")] : []
    escaped.reserveCapacity(safe.utf8.count + 8)
    for byte in safe.utf8 {
      switch byte {
      case UInt8(ascii: "<"): escaped += Array("&lt;".utf8)
      case UInt8(ascii: ">"): escaped += Array("&gt;".utf8)
      case UInt8(ascii: "&"): escaped += Array("&amp;".utf8)
      default:
        if "\\`*_[]|~#$".utf8.contains(byte) { escaped.append(UInt8(ascii: "\\")) }
        escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }
}
