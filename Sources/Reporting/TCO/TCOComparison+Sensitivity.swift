import CostModel

extension TCOComparison {
  func appendSensitivity(to document: inout Document, atMost limit: Int) {
    document.append(
      .section("What moves on-prem's advantage: each input 20 % down and up, whole ones by one"))
    document.append(.table(Grid(Self.tornadoColumns, of: Array(tornado.prefix(limit)))))
    if tornado.count > limit {
      let hidden = tornado.count - limit
      document.append(
        .paragraph("\(hidden.of("more input")) with less effect: add --verbose", .faint))
    }
    if flips.isEmpty {
      document.append(
        section: "What turns the decision",
        [.init(nil, "No single input turns it, whatever its value.")])
    } else {
      document.append(
        section: "What turns the decision, one input at a time",
        flips.prefix(limit).map { .init(nil, $0.sentence) })
    }
  }

  private static var tornadoColumns: [Column<TornadoBar>] {
    [
      Column("input") { .text($0.key.rawValue) },
      Column("value", .trailing) { .text(TCOFigure.shown($0.value)) },
      Column("at -20 %", .trailing) { .money($0.low.advantage) },
      Column("at +20 %", .trailing) { .money($0.high.advantage) },
      Column("swing", .trailing) { .money($0.swing, style: .strong) },
    ]
  }

  static func inputColumns(detailed: Bool) -> [Column<TCOFigure>] {
    let columns: [Column<TCOFigure>] = [
      Column("input") { .text($0.key.rawValue) },
      Column("value", .trailing) { .text($0.shown) },
      Column("unit") { .text($0.key.unit) },
      Column("standing") { .text($0.standing.rawValue, Style($0.standing)) },
      Column("of", fit: .yields(rank: 1)) { .text($0.date) },
      Column("note", fit: .yields(rank: 0)) { .text($0.note ?? $0.source) },
    ]
    guard detailed else { return columns }
    return columns + [Column("source", fit: .yields(rank: 2)) { .text($0.source) }]
  }
}

extension Style {
  fileprivate init(_ standing: FigureStanding) {
    self =
      switch standing {
      case .given, .measured: .good
      case .verified: .plain
      case .derived: .faint
      case .unverified: .caution
      }
  }
}
