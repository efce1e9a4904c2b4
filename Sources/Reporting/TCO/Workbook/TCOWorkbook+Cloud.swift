import CostModel

extension TCOWorkbook {
  private static let firstScenario = 2

  /// A column of dollars a month for each scenario, then one of dollars so far.
  func writeCloud(on sheet: Sheet) {
    begin(
      sheet, "Cloud, month by month",
      "The part that grows with traffic in proportion, and fleets by whole instances (sheet Fleets). "
        + "Commitments are without upfront payment, so cash and amortized views are the same.",
      headingRow: 4, pagesWide: 2)
    let names = comparison.scenarios.map(\.name)
    headings(
      ["Month", "Traffic"] + names + names.map { "\($0), so far" }, on: sheet, row: 4, leading: 2)
    for row in months {
      let month = CellAddress(0, row)
      let index = row - Self.firstMonth
      sheet.put(.formula(range(.month).cell(row), Double(index + 1)), at: month, .count)
      sheet.put(
        .formula(range(.volume).cell(row), comparison.plan.months[index].volume),
        at: CellAddress(1, row), .plain.with(number: "0.0000"))
      for (number, scenario) in comparison.scenarios.enumerated() {
        let option = option(scenario)
        sheet.put(
          .formula(cashFormula(number, row: row), option.cash.months[index].value),
          at: CellAddress(Self.firstScenario + number, row), .cents)
        let soFar = cumulative(of: number)
        let cash = cash(of: number).cell(row)
        sheet.put(
          .formula(
            index == 0 ? cash : "\(soFar.cell(row - 1))+\(cash)",
            option.cash.cumulative[index].value),
          at: CellAddress(soFar.column, row), .cents)
      }
    }
    writeTotals(on: sheet)
    sheet.width(9, of: 0...1)
    sheet.width(17, of: 2...1 + 2 * names.count)
    sheet.height(44, of: 4)
    sheet.freeze(at: CellAddress(2, Self.firstMonth))
    sheet.tab(0x2F80ED)
  }

  private func writeTotals(on sheet: Sheet) {
    let row = months.upperBound + 1
    sheet.put("Total", at: CellAddress(0, row), .totalText)
    for (number, scenario) in comparison.scenarios.enumerated() {
      let cash = cash(of: number)
      sheet.put(
        .formula("SUM(\(cash.local))", option(scenario).total.value),
        at: CellAddress(cash.column, row), .total)
    }
  }

  func cash(of scenario: Int) -> ColumnRange {
    ColumnRange(sheet: SheetName.cloud, column: Self.firstScenario + scenario, rows: months)
  }

  func cumulative(of scenario: Int) -> ColumnRange {
    ColumnRange(
      sheet: SheetName.cloud,
      column: Self.firstScenario + comparison.scenarios.count + scenario, rows: months)
  }

  func option(_ scenario: CloudScenario) -> TCOOption {
    comparison.options.first { $0.name == scenario.name } ?? comparison.current
  }

  /// Price factor × (variable × traffic + Σ count × price × max(⌈⌊peak × traffic⌉ / slots⌉ + spare, least)).
  private func cashFormula(_ scenario: Int, row: Int) -> String {
    let volume = "$B\(row)"
    let variable = "\(variableCell(of: scenario))*\(volume)"
    guard let rows = fleetRows(of: scenario) else {
      return "in_cloud_price_factor*\(variable)"
    }
    func fleet(_ column: FleetColumn) -> String {
      ColumnRange(sheet: SheetName.fleets, column: column.rawValue, rows: rows).reference
    }
    let standing =
      "(ROUNDUP(ROUND(\(fleet(.peak))*\(volume),0)/\(fleet(.slots)),0)+\(fleet(.spare)))"
    let least = fleet(.least)
    // The greater of two arrays, for SUMPRODUCT knows no MAX of pairs.
    let greater = "((\(standing)+\(least)+ABS(\(standing)-\(least)))/2)"
    return "in_cloud_price_factor*(\(variable)+\(range(.active).cell(row))"
      + "*SUMPRODUCT(\(fleet(.count))*\(fleet(.price))*\(greater)))"
  }
}
