import CostModel

/// A column of the table of options.
enum OptionColumn: Int, CaseIterable {
  case option, monthly, total, presentValue, saving, payback, rateOfReturn, perMillion, left
  case years

  var title: String {
    switch self {
    case .option: "Option"
    case .monthly: "A month, amortized"
    case .total: "Total"
    case .presentValue: "Present value"
    case .saving: "Saves against staying, present value"
    case .payback: "Paid back in month"
    case .rateOfReturn: "Return a year"
    case .perMillion: "USD per million output tokens"
    case .left: "Workloads left on Lambda"
    case .years: "Years committed"
    }
  }
}

extension TCOWorkbook {
  private static let firstChart = 9
  /// Below the charts, which take twenty rows.
  private static let optionHeadings = 30
  private static let firstOption = optionHeadings + 1
  /// Options that fit below the charts on the first page in print.
  private static let onFirstPage = 20

  /// On-prem first, then staying and the cloud options, least present value first.
  private var ordered: [TCOOption] {
    [comparison.onPremises] + comparison.options.filter { $0.kind != .onPremises }
  }

  var optionRows: ClosedRange<Int> {
    Self.firstOption...Self.firstOption + ordered.count - 1
  }

  private func column(_ column: OptionColumn, rows: ClosedRange<Int>) -> ColumnRange {
    ColumnRange(sheet: SheetName.summary, column: column.rawValue, rows: rows)
  }

  func cell(_ column: OptionColumn, of option: TCOOption) -> String {
    let row = Self.firstOption + (ordered.firstIndex { $0.name == option.name } ?? 0)
    return "\(SheetName.summary)!\(CellAddress(column.rawValue, row).absolute)"
  }

  func writeSummary(on sheet: Sheet) {
    begin(
      sheet, title,
      "\(comparison.report.window.shown); generated \(context.generatedAt.iso8601) by costctl. "
        + "Figures follow the sheet Assumptions.",
      headingRow: optionRows.count > Self.onFirstPage ? Self.optionHeadings : nil)
    let last = OptionColumn.years.rawValue
    sheet.merge(
      4, columns: 0...last, .formula(verdictFormula, cached: .text(comparison.verdict)), .verdict)
    sheet.merge(
      5, columns: 0...last,
      .text("At export: \(comparison.paybackSentence) \(comparison.returnSentence)"),
      .wrapped)
    sheet.merge(
      6, columns: 0...last, .text("At export: \(comparison.uncertaintySentence)"), .wrapped)
    sheet.put(
      .formula(
        "IF(\(failedChecks)=0,\"All checks pass\",\(failedChecks)&\" checks fail: see Checks\")",
        cached: .text("All checks pass")), at: CellAddress(0, 7), .caption)
    writeCharts(on: sheet, row: Self.firstChart)
    headings(OptionColumn.allCases.map(\.title), on: sheet, row: Self.optionHeadings)
    for (index, option) in ordered.enumerated() {
      write(option, on: sheet, row: Self.firstOption + index)
    }
    let below = optionRows.upperBound + 1
    sheet.put(
      comparison.tokensUnknown ?? "Totals over the tokens of the horizon.",
      at: CellAddress(0, below), .caption)
    writeNotes(on: sheet, row: below + 2)
    sheet.widths([40, 14, 15, 15, 17, 13, 11, 14, 12, 11])
    for (row, height) in [(4, 34.0), (5, 28), (6, 28), (Self.optionHeadings, 44)] {
      sheet.height(height, of: row)
    }
    sheet.tab(0x12355B)
  }

  private func write(_ option: TCOOption, on sheet: Sheet, row: Int) {
    let bold = option.kind == .onPremises
    func put(_ content: Sheet.Content, _ column: OptionColumn, _ look: CellFormat) {
      sheet.put(content, at: CellAddress(column.rawValue, row), look.with { $0.isBold = bold })
    }
    let cash = cashRange(option).reference
    let months = Double(comparison.horizonMonths)
    put(.text(option.name), .option, .text)
    put(
      .formula(
        "SUM(\(amortizedRange(option).reference))/in_horizon_months",
        option.amortized.total.value / months), .monthly, .cents)
    put(.formula("SUM(\(cash))", option.total.value), .total, .cents)
    put(
      .formula("SUMPRODUCT(\(cash),\(range(.discount).reference))", option.presentValue.value),
      .presentValue, .cents)
    put(
      .formula(
        "\(cell(.presentValue, of: comparison.current))-\(cell(.presentValue, of: option))",
        option.saving.value), .saving, .cents)
    putReturn(of: option, put)
    put(
      .formula(
        "IF(N(in_output_tokens_per_month)>0,\(cell(.total, of: option))"
          + "/(in_output_tokens_per_month*SUM(\(range(.volume).reference)))*1000000,\"n/a\")",
        cached: option.perMillionOutputTokens.map { .number($0.value) } ?? .text("n/a")),
      .perMillion, .cents.with { $0.alignment = .right })
    put(.number(Double(option.left)), .left, .count)
    put(.number(Double(option.commitmentYears)), .years, .count)
  }

  private func putReturn(
    of option: TCOOption, _ put: (Sheet.Content, OptionColumn, CellFormat) -> Void
  ) {
    let right = CellFormat.count.with { $0.alignment = .right }
    guard let number = candidates.firstIndex(where: { $0.name == option.name }) else {
      put(.text("current"), .payback, right.with(number: "@"))
      put(.text("current"), .rateOfReturn, right.with(number: "@"))
      return
    }
    let back = backRange(number).reference
    put(
      .formula(
        "IF(SUM(\(back))=0,\"never\",INDEX(\(range(.month).reference),MATCH(1,\(back),0)))",
        cached: option.payback.month.map { .number(Double($0)) } ?? .text("never")),
      .payback, right)
    let saving = savingRange(number)
    put(
      .formula(
        "IF(\(saving.cell(saving.rows.lowerBound))>=0,\"none\",IF(SUM(\(saving.reference))<0,"
          + "\"negative\",IFERROR((1+IRR(\(saving.reference),0.05))^12-1,\"none\")))",
        cached: cachedReturn(of: option)),
      .rateOfReturn, right.with(number: "0.0%"))
  }

  /// Spreadsheets find positive rates only: Newton's method loses its way where an outlay never returns.
  private func cachedReturn(of option: TCOOption) -> Sheet.Cached {
    let saving = comparison.current.cash - option.cash
    if saving.months[0] >= .zero { return .text("none") }
    if saving.total < .zero { return .text("negative") }
    return option.rateOfReturn.rate.map { .number($0.annual) } ?? .text("none")
  }

  /// The engine's sentence, following the figures.
  private var verdictFormula: String {
    let own = cell(.presentValue, of: comparison.onPremises)
    let cloudRows = Self.firstOption + 1...optionRows.upperBound
    let values = column(.presentValue, rows: cloudRows).reference
    let names = column(.option, rows: cloudRows).reference
    let money = "\"$#,##0.00\""
    return "IF(MIN(\(values))>\(own),\"On-prem wins: \",\"The cloud wins: \")"
      + "&\"\(comparison.onPremises.name) costs \"&TEXT(ABS(MIN(\(values))-\(own)),\(money))"
      + "&IF(MIN(\(values))>\(own),\" less\",\" more\")&\" than \""
      + "&INDEX(\(names),MATCH(MIN(\(values)),\(values),0))"
      + "&\", the cheapest cloud option, over \"&in_horizon_months"
      + "&IF(in_horizon_months=1,\" month\",\" months\")&\" in present value: \""
      + "&TEXT(\(own),\(money))&\" against \"&TEXT(MIN(\(values)),\(money))&\".\""
  }

  private func writeNotes(on sheet: Sheet, row: Int) {
    sheet.put("Notes", at: CellAddress(0, row), .section)
    for (index, note) in comparison.notes.enumerated() {
      sheet.merge(
        row + 1 + index, columns: 0...OptionColumn.years.rawValue, .text(note), .wrapped)
      if note.utf8.count > 165 { sheet.height(28, of: row + 1 + index) }
    }
  }
}
