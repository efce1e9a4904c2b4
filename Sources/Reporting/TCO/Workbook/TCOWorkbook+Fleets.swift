import CostModel

/// A column of the sheet of fleets.
enum FleetColumn: Int, CaseIterable {
  case option, instance, account, region, count, peak, slots, spare, least, price, fee

  var title: String {
    switch self {
    case .option: "Option"
    case .instance: "Instance and term"
    case .account: "Account"
    case .region: "Region"
    case .count: "Workloads"
    case .peak: "Executions at the peak"
    case .slots: "Executions an instance takes over"
    case .spare: "Spare instances"
    case .least: "Instances at least"
    case .price: "USD an instance and month"
    case .fee: "Fee besides"
    }
  }
}

extension TCOWorkbook {
  private static let firstVariable = 5

  /// What each scenario is made of today: the part that grows with traffic, plans and fleets.
  func writeFleets(on sheet: Sheet) {
    begin(
      sheet, "What the cloud options are made of",
      "Every workload has a fleet of its own; workloads whose fleets are alike share a row.",
      headingRow: fleetCount > 0 ? firstFleet - 1 : nil)
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
    writePlans(on: sheet)
    if fleetCount > 0 {
      headings(FleetColumn.allCases.map(\.title), on: sheet, row: firstFleet - 1, leading: 4)
      sheet.height(44, of: firstFleet - 1)
    }
    var row = firstFleet
    for (scenario, fleets) in zip(comparison.scenarios, fleets) {
      for fleet in fleets {
        write(fleet, of: scenario, on: sheet, row: row)
        row += 1
      }
    }
    sheet.widths([40, 42, 15, 15, 11, 13, 14, 11, 11, 16, 14])
    sheet.tab(0x9AA5B1)
  }

  /// The plans that Lambda's duration is paid from.
  private func writePlans(on sheet: Sheet) {
    guard !plans.isEmpty else { return }
    headings(
      ["Option", "Committed to a plan on Lambda, USD a month today"], on: sheet,
      row: firstPlan - 1)
    for (index, group) in plans.enumerated() {
      sheet.put(group.title, at: CellAddress(0, firstPlan + index))
      sheet.put(
        .number(planMonth(of: group).value), at: CellAddress(1, firstPlan + index), .cents)
    }
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
      (FleetColumn.count, fleet.count), (.peak, kind.peak), (.spare, kind.spare),
      (.least, kind.offer.leastInstances),
    ] {
      sheet.put(.number(Double(figure)), at: CellAddress(column.rawValue, row), .count)
    }
    sheet.put(.number(kind.slots), at: CellAddress(FleetColumn.slots.rawValue, row), .figure)
    for (column, price) in [(FleetColumn.price, fleet.bareMonth), (.fee, fleet.feeMonth)] {
      sheet.put(
        .number(price.value), at: CellAddress(column.rawValue, row),
        .plain.with(number: "$#,##0.0000"))
    }
  }

  private func planMonth(of group: CommitmentGroup) -> USD {
    comparison.scenarios[group.scenario].plans.filter { $0.kind.term == group.term }
      .map(\.month).sum()
  }

  private var plans: [CommitmentGroup] {
    commitmentGroups.filter { planMonth(of: $0) > .zero }
  }

  private var firstPlan: Int { Self.firstVariable + comparison.scenarios.count + 2 }

  private var firstFleet: Int {
    firstPlan + (plans.isEmpty ? 1 : plans.count + 2)
  }

  private var fleetCount: Int { fleets.map(\.count).reduce(0, +) }

  /// Nil where nothing is committed to on Lambda.
  func planCell(of group: CommitmentGroup) -> String? {
    plans.firstIndex { $0.column == group.column }.map {
      "\(SheetName.fleets)!\(CellAddress(1, firstPlan + $0).absolute)"
    }
  }

  func variableCell(of scenario: Int) -> String {
    "\(SheetName.fleets)!\(CellAddress(1, Self.firstVariable + scenario).absolute)"
  }

  /// Nil where a scenario has no fleet, or none under a term.
  func fleetRows(of scenario: Int, term: CommitmentTerm? = nil) -> ClosedRange<Int>? {
    let before = fleets[..<scenario].map(\.count).reduce(0, +)
    let fleets = fleets[scenario]
    let isWanted = { (fleet: SteppingFleet) in term == nil || fleet.kind.offer.term == term }
    guard let first = fleets.firstIndex(where: isWanted),
      let last = fleets.lastIndex(where: isWanted)
    else { return nil }
    return firstFleet + before + first...firstFleet + before + last
  }
}
