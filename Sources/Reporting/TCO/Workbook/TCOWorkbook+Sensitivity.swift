import CostModel

extension TCOWorkbook {
  private static let firstBar = 5
  private static let mostCharted = 12

  /// What the engine found by evaluating the model many times: figures of the day of export.
  func writeSensitivity(on sheet: Sheet) {
    begin(
      sheet, "What the decision hangs on",
      "Found by evaluating the whole model again for every figure: as of the export, not live. "
        + "Advantage is what on-prem saves against the cheapest cloud option, in present value.",
      headingRow: nil)
    headings(
      [
        "Input", "Unit", "Value", "20 % less", "advantage then", "20 % more", "advantage then",
        "Swing",
      ],
      on: sheet, row: 4, leading: 2)
    for (index, bar) in comparison.tornado.enumerated() {
      write(bar, on: sheet, row: Self.firstBar + index)
    }
    var row = Self.firstBar + comparison.tornado.count + 1
    row = writeDraws(on: sheet, row: row)
    row = writeFlips(on: sheet, row: row)
    writeNodes(on: sheet, row: row)
    sheet.insert(
      tornadoChart(in: sheet.file), at: CellAddress(9, 4), width: 720, height: 480,
      described: "On-prem's advantage with each input 20 percent down and up")
    sheet.widths([40, 18, 15, 15, 17, 15, 17, 16])
    sheet.tab(0xF2994A)
  }

  /// The rows of the widest swings.
  var charted: ClosedRange<Int> {
    Self.firstBar...Self.firstBar + min(Self.mostCharted, max(1, comparison.tornado.count)) - 1
  }

  private func write(_ bar: TornadoBar, on sheet: Sheet, row: Int) {
    let look = CellFormat.plain.with(number: bar.key.numberFormat)
    sheet.put(bar.key.title, at: CellAddress(0, row))
    sheet.put(bar.key.unit, at: CellAddress(1, row))
    sheet.put(.number(bar.value), at: CellAddress(2, row), look)
    sheet.put(.number(bar.low.value), at: CellAddress(3, row), look)
    sheet.put(.number(bar.low.advantage.value), at: CellAddress(4, row), .cents)
    sheet.put(.number(bar.high.value), at: CellAddress(5, row), look)
    sheet.put(.number(bar.high.advantage.value), at: CellAddress(6, row), .cents)
    sheet.put(.number(bar.swing.value), at: CellAddress(7, row), .cents)
  }

  private func writeDraws(on sheet: Sheet, row: Int) -> Int {
    let result = comparison.monteCarlo
    sheet.put("Drawn at random", at: CellAddress(0, row), .section)
    sheet.put(comparison.uncertaintySentence, at: CellAddress(0, row + 1), .caption)
    let figures: [(String, Double, CellFormat)] = [
      ("Draws that on-prem wins", result.winProbability.value, .percent),
      ("Advantage, 5 % of the draws are below", result.advantage.p5.value, .cents),
      ("Advantage, median", result.advantage.p50.value, .cents),
      ("Advantage, 95 % of the draws are below", result.advantage.p95.value, .cents),
    ]
    for (index, (title, value, look)) in figures.enumerated() {
      sheet.put(title, at: CellAddress(0, row + 2 + index))
      sheet.put(.number(value), at: CellAddress(2, row + 2 + index), look)
    }
    let table = row + 7
    headings(
      ["Drawn from a triangle", "Unit", "Least", "Most likely", "Most"], on: sheet, row: table,
      leading: 2)
    for (index, drawn) in result.drawn.enumerated() {
      let place = table + 1 + index
      let look = CellFormat.plain.with(number: drawn.key.numberFormat)
      sheet.put(drawn.key.title, at: CellAddress(0, place))
      sheet.put(drawn.key.unit, at: CellAddress(1, place))
      let ends = [drawn.distribution.low, drawn.distribution.mode, drawn.distribution.high]
      for (column, end) in ends.enumerated() {
        sheet.put(.number(end), at: CellAddress(2 + column, place), look)
      }
    }
    return table + result.drawn.count + 2
  }

  private func writeFlips(on sheet: Sheet, row: Int) -> Int {
    sheet.put("What turns the decision, one input at a time", at: CellAddress(0, row), .section)
    guard !comparison.flips.isEmpty else {
      sheet.put("No single input turns it, whatever its value.", at: CellAddress(0, row + 1))
      return row + 3
    }
    headings(
      ["Input", "Unit", "Value", "Turns at", "Other side wins", "Thought possible"], on: sheet,
      row: row + 1, leading: 2)
    for (index, flip) in comparison.flips.enumerated() {
      let place = row + 2 + index
      let look = CellFormat.plain.with(number: flip.key.numberFormat)
      let possible = flip.isPlausible.map { $0 ? "yes" : "no" } ?? ""
      sheet.put(flip.key.title, at: CellAddress(0, place))
      sheet.put(flip.key.unit, at: CellAddress(1, place))
      sheet.put(.number(flip.value), at: CellAddress(2, place), look)
      sheet.put(.number(flip.flipsAt), at: CellAddress(3, place), look)
      sheet.put(flip.isAbove ? "above" : "below", at: CellAddress(4, place), .center)
      sheet.put(possible, at: CellAddress(5, place), .center)
    }
    return row + comparison.flips.count + 3
  }

  private func writeNodes(on sheet: Sheet, row: Int) {
    sheet.put("Other nodes, at their own figures", at: CellAddress(0, row), .section)
    headings(
      ["Node", "Nodes", "Total", "Present value", "What it is"], on: sheet, row: row + 1, texts: [4]
    )
    for (index, node) in comparison.otherNodes.enumerated() {
      let place = row + 2 + index
      sheet.put(node.name, at: CellAddress(0, place))
      if let priced = node.priced {
        sheet.put(.number(Double(priced.nodes)), at: CellAddress(1, place), .count)
        sheet.put(.number(priced.total.value), at: CellAddress(2, place), .cents)
        sheet.put(.number(priced.presentValue.value), at: CellAddress(3, place), .cents)
      }
      sheet.put(node.whyNot ?? node.title, at: CellAddress(4, place), .indented)
    }
  }
}
