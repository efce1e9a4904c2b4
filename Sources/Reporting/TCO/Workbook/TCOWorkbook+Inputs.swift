import CostModel

extension TCOWorkbook {
  private static let firstInput = 5
  private static let noteWidth = 46.0
  private static let sourceWidth = 64.0
  private static let columns = [
    "Input", "Value", "Unit", "Plausible from", "to", "Standing", "Date", "Comment", "Source",
    "Value at export", "Name",
  ]

  /// The inputs, one a row, each cell named: what is typed here moves every total.
  func writeInputs(on sheet: Sheet) {
    begin(
      sheet, "Assumptions",
      "Blue figures may be typed over: everything on Summary, On-prem, Cloud and Saving follows. "
        + "Unverified figures are placeholders until you replace them.", headingRow: 4, pagesTall: 1
    )
    headings(Self.columns, on: sheet, row: 4, texts: [2, 5, 6, 7, 8, 10])
    for (index, figure) in comparison.assumptions.figures.enumerated() {
      write(figure, on: sheet, row: Self.firstInput + index)
    }
    writeWorkedOut(on: sheet, from: inputRows.upperBound + 2)
    sheet.widths([40, 15, 19, 13, 13, 12, 12, Self.noteWidth, Self.sourceWidth, 15, 28])
    sheet.print(only: 0...8, rows: 1...inputRows.upperBound + 8)
    sheet.height(18, of: 4)
    sheet.freeze(at: CellAddress(2, 5))
    sheet.tab(0xF2B705)
    sheet.allowWhole(
      1...comparison.horizonMonths, at: CellAddress(1, row(of: .horizonMonths)),
      otherwise: "This workbook holds \(comparison.horizonMonths) months: export it again for more."
    )
  }

  var inputRows: ClosedRange<Int> {
    Self.firstInput...Self.firstInput + comparison.assumptions.figures.count - 1
  }

  /// What the inputs were when the file was made, beside what they are.
  var exportedInputs: (now: ColumnRange, then: ColumnRange) {
    (
      ColumnRange(sheet: SheetName.inputs, column: 1, rows: inputRows),
      ColumnRange(sheet: SheetName.inputs, column: 9, rows: inputRows)
    )
  }

  private func row(of key: TCOKey) -> Int {
    let index = comparison.assumptions.figures.firstIndex { $0.key == key } ?? 0
    return Self.firstInput + index
  }

  private func write(_ figure: TCOFigure, on sheet: Sheet, row: Int) {
    let look = CellFormat.plain.with(number: figure.key.numberFormat)
    let value = CellAddress(1, row)
    sheet.put(figure.key.title, at: CellAddress(0, row))
    sheet.put(content(of: figure), at: value, .input.with(number: figure.key.numberFormat))
    sheet.put(figure.key.unit, at: CellAddress(2, row), .indented)
    for (column, end) in [(3, figure.plausible?.lowerBound), (4, figure.plausible?.upperBound)] {
      sheet.put(end.map { .number($0) } ?? .blank, at: CellAddress(column, row), look)
    }
    sheet.put(figure.standing.rawValue, at: CellAddress(5, row), .indented)
    sheet.put(figure.date ?? "", at: CellAddress(6, row), .indented)
    sheet.put(figure.note ?? "", at: CellAddress(7, row), .wrapped)
    sheet.put(figure.source, at: CellAddress(8, row), .wrapped)
    sheet.height(
      of: row,
      for: [
        (figure.note ?? "", Int(Self.noteWidth)), (figure.source, Int(Self.sourceWidth)),
      ])
    sheet.put(
      figure.value.map { .number($0) } ?? .blank, at: CellAddress(9, row),
      look.with { $0.color = 0x9AA5B1 })
    sheet.put(figure.key.cellName, at: CellAddress(10, row), .caption)
    sheet.file.define(figure.key.cellName, as: "\(SheetName.inputs)!\(value.absolute)")
  }

  /// Demand follows from other inputs unless the user gave it.
  private func content(of figure: TCOFigure) -> Sheet.Content {
    guard let value = figure.value else { return .blank }
    guard figure.key.isComputed, figure.standing != .given else { return .number(value) }
    let rate = TCOKey.tokensPerSecondPerVCPU.cellName
    return figure.key == .peakTokensPerSecond
      ? .formula(
        "(\(TCOKey.peakVCPUs.cellName)*\(rate)+\(TCOKey.requestPeak.cellName))"
          + "*\(TCOKey.peakCoincidence.cellName)", value)
      : .formula(
        "\(TCOKey.averageVCPUs.cellName)*\(rate)+\(TCOKey.requestAverage.cellName)", value)
  }

  private func writeWorkedOut(on sheet: Sheet, from row: Int) {
    sheet.put("Worked out of them", at: CellAddress(0, row), .section)
    let parameters = comparison.assumptions.parameters
    let price = parameters[.nodePrice]
    let outlay = price * (1 + parameters[.installationShare])
    let residual = price * parameters[.residualShare]
    let lines: [(title: String, name: String, formula: String, value: Double, format: String)] = [
      (
        "Discount rate a month", "in_monthly_rate", "(1+in_discount_rate)^(1/12)-1",
        comparison.discountRate.monthly, "0.0000%"
      ),
      (
        "Outlay for a node, installed", "in_outlay", "in_node_price_usd*(1+in_installation_share)",
        outlay, "$#,##0.00"
      ),
      (
        "What it fetches at the end of its life", "in_residual",
        "in_node_price_usd*in_residual_share", residual, "$#,##0.00"
      ),
      (
        "Depreciation of a node a month", "in_depreciation",
        "(in_outlay-in_residual)/in_node_life_months",
        (outlay - residual) / parameters[.nodeLifeMonths], "$#,##0.00"
      ),
      (
        "Durable state that stays in the cloud, today's month", "in_cloud_remainder",
        workloadTotal(.durable), comparison.cloudRemainder.value, "$#,##0.00"
      ),
    ]
    for (index, line) in lines.enumerated() {
      let place = CellAddress(1, row + 1 + index)
      sheet.put(line.title, at: CellAddress(0, place.row))
      sheet.put(.formula(line.formula, line.value), at: place, .plain.with(number: line.format))
      sheet.put(line.name, at: CellAddress(10, place.row), .caption)
      sheet.file.define(line.name, as: "\(SheetName.inputs)!\(place.absolute)")
    }
  }
}
