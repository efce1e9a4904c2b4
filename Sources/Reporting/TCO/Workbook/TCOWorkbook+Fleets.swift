import CostModel

/// A column of the sheet of fleets.
enum FleetColumn: Int, CaseIterable {
  case option, instance, account, region, count, peak, slots, spare, least, price

  var title: String {
    switch self {
    case .option: "Option"
    case .instance: "Instance and term"
    case .account: "Account"
    case .region: "Region"
    case .count: "Workloads"
    case .peak: "Executions at the peak"
    case .slots: "Executions an instance holds"
    case .spare: "Spare instances"
    case .least: "Instances at least"
    case .price: "USD an instance and month"
    }
  }
}

extension TCOWorkbook {
  private static let firstVariable = 5

  /// What each scenario is made of today: the part that grows with traffic, and its fleets.
  func writeFleets(on sheet: Sheet) {
    begin(
      sheet, "What the cloud options are made of",
      "Every workload has a fleet of its own; workloads whose fleets are alike share a row.",
      headingRow: nil)
    headings(["Option", "Grows with traffic, USD today"], on: sheet, row: Self.firstVariable - 1)
    for (number, scenario) in comparison.scenarios.enumerated() {
      let row = Self.firstVariable + number
      sheet.put(scenario.name, at: CellAddress(0, row))
      let content: Sheet.Content =
        number == 0
        ? .formula(workloadTotal(.now), scenario.variable.value)
        : .number(scenario.variable.value)
      sheet.put(content, at: CellAddress(1, row), .cents)
    }
    headings(FleetColumn.allCases.map(\.title), on: sheet, row: firstFleet - 1, leading: 4)
    var row = firstFleet
    for scenario in comparison.scenarios {
      for fleet in scenario.fleets {
        write(fleet, of: scenario, on: sheet, row: row)
        row += 1
      }
    }
    sheet.widths([40, 42, 15, 15, 11, 13, 13, 11, 11, 16])
    sheet.height(30, of: firstFleet - 1)
    sheet.tab(0x9AA5B1)
  }

  private func write(_ fleet: SteppingFleet, of scenario: CloudScenario, on sheet: Sheet, row: Int)
  {
    let kind = fleet.kind
    for (column, text) in [
      (FleetColumn.option, scenario.name), (.instance, kind.offer.name),
      (.account, kind.account ?? ""), (.region, kind.region),
    ] {
      sheet.put(text, at: CellAddress(column.rawValue, row))
    }
    for (column, figure) in [
      (FleetColumn.count, fleet.count), (.peak, kind.peak), (.slots, kind.slots),
      (.spare, kind.spare), (.least, kind.offer.leastInstances),
    ] {
      sheet.put(.number(Double(figure)), at: CellAddress(column.rawValue, row), .count)
    }
    sheet.put(
      .number(fleet.instanceMonth.value), at: CellAddress(FleetColumn.price.rawValue, row),
      .plain.with(number: "$#,##0.0000"))
  }

  private var firstFleet: Int { Self.firstVariable + comparison.scenarios.count + 3 }

  func variableCell(of scenario: Int) -> String {
    "\(SheetName.fleets)!\(CellAddress(1, Self.firstVariable + scenario).absolute)"
  }

  /// Nil where a scenario has no fleet.
  func fleetRows(of scenario: Int) -> ClosedRange<Int>? {
    let before = comparison.scenarios[..<scenario].map(\.fleets.count).reduce(0, +)
    let count = comparison.scenarios[scenario].fleets.count
    return count > 0 ? firstFleet + before...firstFleet + before + count - 1 : nil
  }
}
