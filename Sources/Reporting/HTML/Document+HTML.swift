extension Document {
  /// The body of a page; `figures` stand before the first table, sections have headings of `level`.
  func html(figures: [String] = [], level: Int = 2) -> String {
    var html = ""
    var pending = figures
    var section = ""
    for block in blocks {
      switch block {
      case .title(let title):
        section = title
        html += "<h1>\(title.htmlSafe)</h1>\n"
      case .paragraph(let text, let style):
        html += "<p\(style.attribute)>\(text.htmlSafe)</p>\n"
      case .section(let name):
        section = name
        html += "<h\(level)>\(name.htmlSafe)</h\(level)>\n"
      case .table(let grid):
        if !pending.isEmpty {
          html += "<div class=\"figures\">\n\(pending.joined())</div>\n"
          pending = []
        }
        grid.write(html: &html, label: section)
      case .entries(let entries):
        html += "<ul>\n"
        for entry in entries {
          let label = entry.label.map { "<span\(entry.style.attribute)>\($0.htmlSafe)</span>: " }
          html += "<li>\(label ?? "")\(entry.text.htmlSafe)</li>\n"
        }
        html += "</ul>\n"
      }
    }
    return html
  }
}

extension Grid {
  /// Alone, with a name for the script to find it by.
  func html(label: String, id: String) -> String {
    var html = ""
    write(html: &html, label: label, id: id)
    return html
  }

  /// A table that scrolls by itself where the window is too narrow, with the keyboard too.
  fileprivate func write(html: inout String, label: String, id: String? = nil) {
    html +=
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(label.htmlSafe)\">\n"
    html += "<table\(id.map { " id=\"\($0)\"" } ?? "")>\n<thead><tr>"
    for heading in headings {
      html += "<th scope=\"col\"\(heading.attribute)>\(heading.title.htmlSafe)</th>"
    }
    html += "</tr></thead>\n<tbody>\n"
    for row in rows {
      html += "<tr>"
      for (heading, cell) in zip(headings, row) {
        let classes = [heading.alignment == .trailing ? "number" : nil, cell.style.className]
          .compactMap { $0 }
        let attribute = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
        html += "<td\(attribute)>\(cell.shown.htmlSafe)</td>"
      }
      html += "</tr>\n"
    }
    html += "</tbody>\n</table>\n</div>\n"
  }
}

extension Heading {
  fileprivate var attribute: String { alignment == .trailing ? " class=\"number\"" : "" }
}

extension Style {
  var className: String? {
    switch self {
    case .plain: nil
    case .strong: "strong"
    case .faint: "faint"
    case .good: "good"
    case .caution: "caution"
    case .alarm: "alarm"
    }
  }

  fileprivate var attribute: String { className.map { " class=\"\($0)\"" } ?? "" }
}
