import CostModel

extension [Finding] {
  /// Codes joined by semicolons, in the order found.
  var codes: String { map(\.code.rawValue).joined(separator: ";") }

  /// Gravest first, else in the order found.
  var byGravity: [Finding] {
    Finding.Severity.allCases.reversed().flatMap { severity in
      filter { $0.severity == severity }
    }
  }

  /// The two gravest codes and how many more there are.
  var headline: Cell {
    guard let top = byGravity.first else { return .text("") }
    let codes = byGravity.prefix(2).map(\.code.rawValue).joined(separator: ", ")
    return .text(count > 2 ? "\(codes) +\(count - 2)" : codes, Style(top.severity))
  }

  /// One line per finding: how grave, which, what it says and what acting on it saves.
  var entries: [Document.Entry] {
    byGravity.map { finding in
      let saving = finding.monthlySaving.map { " (saves \($0.shown) a month)" } ?? ""
      return Document.Entry(
        "\(finding.severity.rawValue) \(finding.code.rawValue)", finding.message + saving,
        style: Style(finding.severity))
    }
  }
}
