import CostModel

extension TCOWorkbook {
  /// What each option but staying saves against it: each month, so far, and whether it is paid back.
  func writeSaving(on sheet: Sheet) {
    begin(
      sheet, "Saving against staying on Lambda",
      "Positive where less is paid than by staying. An option is paid back in the first month at whose "
        + "end no more has been paid.", headingRow: 4,
      pagesWide: pages(columns: 1 + 3 * candidates.count))
    let names = candidates.map(\.name)
    headings(
      ["Month"] + names + names.map { "\($0), so far" } + names.map { "\($0), paid back" },
      on: sheet, row: 4)
    for row in months {
      sheet.put(
        .formula(range(.month).cell(row), Double(row - Self.firstMonth + 1)),
        at: CellAddress(0, row), .count)
    }
    let staying = comparison.current.cash
    for (number, option) in candidates.enumerated() {
      let saving = staying - option.cash
      let soFar = saving.cumulative
      let blocks = (saving: savingRange(number), soFar: soFarRange(number), back: backRange(number))
      for row in months {
        let index = row - Self.firstMonth
        let own = CellAddress(blocks.saving.column, row)
        sheet.put(
          .formula(
            "\(cash(of: 0).cell(row))-\(cashRange(option).cell(row))", saving.months[index].value),
          at: own, .cents)
        let sum = CellAddress(blocks.soFar.column, row)
        sheet.put(
          .formula(
            index == 0
              ? own.relative : "\(CellAddress(sum.column, row - 1).relative)+\(own.relative)",
            soFar[index].value), at: sum, .cents)
        sheet.put(
          .formula(
            "IF(AND(\(range(.active).cell(row))=1,\(sum.relative)>=-0.000001),1,0)",
            soFar[index] >= Payback.tolerance ? 1 : 0),
          at: CellAddress(blocks.back.column, row), .count)
      }
    }
    sheet.width(9, of: 0...0)
    sheet.width(17, of: 1...3 * names.count)
    sheet.height(44, of: 4)
    sheet.freeze(at: CellAddress(1, Self.firstMonth))
    sheet.tab(0x27AE60)
  }

  /// Every option but staying, in the order of the scenarios, on-prem last.
  var candidates: [TCOOption] {
    comparison.scenarios.dropFirst().map(option) + [comparison.onPremises]
  }

  func savingRange(_ candidate: Int) -> ColumnRange { block(0, candidate) }
  private func soFarRange(_ candidate: Int) -> ColumnRange { block(1, candidate) }
  func backRange(_ candidate: Int) -> ColumnRange { block(2, candidate) }

  private func block(_ block: Int, _ candidate: Int) -> ColumnRange {
    ColumnRange(
      sheet: SheetName.saving, column: 1 + block * candidates.count + candidate, rows: months)
  }

  /// Where an option's dollars stand, month by month.
  func cashRange(_ option: TCOOption) -> ColumnRange {
    guard let number = scenarioNumber(option) else { return range(.cash) }
    return cash(of: number)
  }

  func amortizedRange(_ option: TCOOption) -> ColumnRange {
    guard let number = scenarioNumber(option) else { return range(.amortized) }
    return amortized(of: number)
  }

  func cumulativeRange(_ option: TCOOption) -> ColumnRange {
    guard let number = scenarioNumber(option) else { return range(.cumulative) }
    return cumulative(of: number)
  }

  private func scenarioNumber(_ option: TCOOption) -> Int? {
    option.kind == .onPremises
      ? nil : comparison.scenarios.firstIndex { $0.name == option.name }
  }
}
