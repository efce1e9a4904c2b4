extension Document {
  /// The body of a page; `figures` stand before the first table.
  func html(figures: [String] = []) -> String {
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
        html += "<h2>\(name.htmlSafe)</h2>\n"
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
  /// A table that scrolls by itself where the window is too narrow, with the keyboard too.
  fileprivate func write(html: inout String, label: String) {
    html +=
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(label.htmlSafe)\">\n"
    html += "<table>\n<thead><tr>"
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
  fileprivate var className: String? {
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
