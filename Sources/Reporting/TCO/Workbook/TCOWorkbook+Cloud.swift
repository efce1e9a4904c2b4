import CostModel

extension TCOWorkbook {
  private static let firstScenario = 2

  /// A column of dollars paid a month for each scenario, one of dollars so far, and, where something is
  /// prepaid, one of what a month is charged with.
  func writeCloud(on sheet: Sheet) {
    let scenarios = comparison.scenarios
    let names = scenarios.map(\.name)
    begin(
      sheet, "Cloud, month by month",
      "The part that grows with traffic in proportion, fleets by whole instances (sheet Fleets), and "
        + "commitments by their terms (sheet Commitments). Where nothing is prepaid, cash and amortized "
        + "views are the same.",
      headingRow: 4, pagesWide: pages(columns: 2 + 2 * names.count + prepaid.count))
    headings(
      ["Month", "Traffic"] + names + names.map { "\($0), so far" }
        + prepaid.map { "\(names[$0]), amortized" }, on: sheet, row: 4, leading: 2)
    for row in months {
      writeTime(on: sheet, row: row)
      for (number, scenario) in scenarios.enumerated() {
        write(number, option(scenario), on: sheet, row: row)
      }
    }
    writeTotals(on: sheet)
    sheet.width(9, of: 0...1)
    sheet.width(17, of: 2...1 + 2 * names.count + prepaid.count)
    sheet.height(44, of: 4)
    sheet.freeze(at: CellAddress(2, Self.firstMonth))
    sheet.tab(0x2F80ED)
  }

  /// The month and the traffic of the plan.
  func writeTime(on sheet: Sheet, row: Int) {
    let index = row - Self.firstMonth
    sheet.put(
      .formula(range(.month).cell(row), Double(index + 1)), at: CellAddress(0, row), .count)
    sheet.put(
      .formula(range(.volume).cell(row), comparison.plan.months[index].volume),
      at: CellAddress(1, row), .plain.with(number: "0.0000"))
  }

  private func write(_ number: Int, _ option: TCOOption, on sheet: Sheet, row: Int) {
    let index = row - Self.firstMonth
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
    guard prepaid.contains(number) else { return }
    sheet.put(
      .formula(amortizedFormula(number, row: row), option.amortized.months[index].value),
      at: CellAddress(amortized(of: number).column, row), .cents)
  }

  private func writeTotals(on sheet: Sheet) {
    let row = months.upperBound + 1
    sheet.put("Total", at: CellAddress(0, row), .totalText)
    for (number, scenario) in comparison.scenarios.enumerated() {
      var sums = [(cash(of: number), option(scenario).total)]
      if prepaid.contains(number) {
        sums.append((amortized(of: number), option(scenario).amortized.total))
      }
      for (range, total) in sums {
        sheet.put(
          .formula("SUM(\(range.local))", total.value), at: CellAddress(range.column, row), .total)
      }
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

  /// What a month is charged with; what is paid, where nothing is prepaid.
  func amortized(of scenario: Int) -> ColumnRange {
    guard let place = prepaid.firstIndex(of: scenario) else { return cash(of: scenario) }
    return ColumnRange(
      sheet: SheetName.cloud,
      column: Self.firstScenario + 2 * comparison.scenarios.count + place, rows: months)
  }

  func option(_ scenario: CloudScenario) -> TCOOption {
    comparison.options.first { $0.name == scenario.name } ?? comparison.current
  }

  private func cashFormula(_ scenario: Int, row: Int) -> String {
    let groups = commitmentGroups.filter { $0.scenario == scenario }
    return ([byMonth(scenario, row: row)] + groups.map { payment(of: $0, row: row) })
      .joined(separator: "+")
  }

  private func amortizedFormula(_ scenario: Int, row: Int) -> String {
    let groups = commitmentGroups.filter { $0.scenario == scenario }
    return
      ([byMonth(scenario, row: row)] + groups.map { range(.inForce, of: $0).cell(row) })
      .joined(separator: "+")
  }

  /// What is paid as it comes: price factor × (variable × traffic + fees + instances on demand).
  private func byMonth(_ scenario: Int, row: Int) -> String {
    let active = range(.active).cell(row)
    var parts = ["\(variableCell(of: scenario))*$B\(row)"]
    if let rows = fleetRows(of: scenario, term: .onDemand) {
      parts.append("\(active)*\(instances(rows, .price, row: row))")
    }
    if comparison.scenarios[scenario].fleets.contains(where: { $0.feeMonth > .zero }),
      let rows = fleetRows(of: scenario)
    {
      parts.append("\(active)*\(instances(rows, .fee, row: row))")
    }
    return "in_cloud_price_factor*(\(parts.joined(separator: "+")))"
  }

  /// Σ count × price × max(⌈⌊peak × traffic⌉ / slots⌉ + spare, least) over fleets.
  func instances(_ rows: ClosedRange<Int>, _ price: FleetColumn, row: Int) -> String {
    func fleet(_ column: FleetColumn) -> String {
      ColumnRange(sheet: SheetName.fleets, column: column.rawValue, rows: rows).reference
    }
    let standing =
      "(ROUNDUP(ROUND(\(fleet(.peak))*$B\(row),0)/\(fleet(.slots)),0)+\(fleet(.spare)))"
    let least = fleet(.least)
    // The greater of two arrays, for SUMPRODUCT knows no MAX of pairs.
    let greater = "((\(standing)+\(least)+ABS(\(standing)-\(least)))/2)"
    return "SUMPRODUCT(\(fleet(.count))*\(fleet(price))*\(greater))"
  }
}
