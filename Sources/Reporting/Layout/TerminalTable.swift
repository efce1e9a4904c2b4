/// A table laid out in columns of a terminal: what fits, how wide, and what had to be left out.
struct TerminalTable {
  /// Lambda allows names of 64 characters; a longer one pushes its own row only.
  private static let widestPadded = 64
  private static let narrowestShortened = 16
  private static let gap = 2

  private let headings: [Heading]
  /// False when there is no terminal: then nothing is shortened.
  private let isBounded: Bool
  private let cells: [[(text: String, width: Int, style: Style)]]
  /// Indices of the columns shown, ascending.
  private let shown: [Int]
  /// One width per column, shown or not.
  private let widths: [Int]

  init(_ grid: Grid, columns: Int?) {
    headings = grid.headings
    isBounded = columns != nil
    cells = grid.rows.map { row in
      row.map { cell in
        let text = cell.shown.terminalSafe
        return (text, text.terminalWidth, cell.style)
      }
    }
    var widths = grid.headings.map(\.title.terminalWidth)
    for row in cells {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], min(cell.width, columns ?? Self.widestPadded))
      }
    }
    (shown, self.widths) = Self.fit(widths, grid.headings, into: columns)
  }

  /// Shortens what can be shortened, then leaves out what can yield, until the rest fits.
  ///
  /// A column of higher rank comes back where leaving out a wider one made room for it.
  private static func fit(_ natural: [Int], _ headings: [Heading], into columns: Int?)
    -> (shown: [Int], widths: [Int])
  {
    var shown = Array(natural.indices)
    guard let columns else { return (shown, natural) }
    let least = zip(natural, headings).map { width, heading in
      heading.fit == .shortens ? min(width, narrowestShortened) : width
    }
    func total(_ widths: [Int]) -> Int {
      shown.reduce(gap * max(shown.count - 1, 0)) { $0 + widths[$1] }
    }
    let yielding = shown.filter { headings[$0].rank != nil }
      .sorted { (headings[$0].rank ?? 0) < (headings[$1].rank ?? 0) }
    for index in yielding where total(least) > columns { shown.removeAll { $0 == index } }
    var spare = columns - total(least)
    for index in yielding.reversed() where !shown.contains(index) && least[index] + gap <= spare {
      spare -= least[index] + gap
      shown.append(index)
    }
    return (shown.sorted(), widened(least, to: natural, shown: shown, by: spare))
  }

  /// Hands spare columns to the narrowest shortened one, again and again.
  private static func widened(_ least: [Int], to natural: [Int], shown: [Int], by spare: Int)
    -> [Int]
  {
    var widths = least
    for _ in 0..<max(spare, 0) {
      let narrowed = shown.filter { widths[$0] < natural[$0] }
      guard let next = narrowed.min(by: { widths[$0] < widths[$1] }) else { break }
      widths[next] += 1
    }
    return widths
  }

  /// Titles of the columns that did not fit.
  var omitted: [String] {
    headings.indices.filter { !shown.contains($0) }.map { headings[$0].title }
  }

  func write(to text: inout String, color: Bool) {
    writeLine(headings.map { ($0.title, $0.title.terminalWidth, .strong) }, &text, color)
    for row in cells { writeLine(row, &text, color) }
  }

  private func writeLine(
    _ row: [(text: String, width: Int, style: Style)], _ text: inout String, _ color: Bool
  ) {
    var pending = 0
    for index in shown {
      var (content, width, style) = row[index]
      if headings[index].fit == .shortens, width > widths[index], isBounded {
        content = content.shortenedInMiddle(to: widths[index])
        width = content.terminalWidth
      }
      let padding = max(widths[index] - width, 0)
      if content.isEmpty {
        pending += padding + Self.gap
        continue
      }
      let isTrailing = headings[index].alignment == .trailing
      text += String(repeating: " ", count: pending + (isTrailing ? padding : 0))
      text += content.painted(style, color)
      pending = Self.gap + (isTrailing ? 0 : padding)
    }
    text += "\n"
  }
}

extension Heading {
  fileprivate var rank: Int? {
    if case .yields(let rank) = fit { return rank }
    return nil
  }
}
