import CostModel

/// What a scenario commits to under one term, and where the workbook has it.
struct CommitmentGroup {
  /// Its place among the scenarios.
  let scenario: Int
  let term: CommitmentTerm
  let title: String
  /// Of the first of its columns.
  let column: Int

  /// A column of the group.
  enum Part: Int, CaseIterable {
    case needed, bought, inForce, left

    var title: String {
      switch self {
      case .needed: "needed"
      case .bought: "bought, a month of it"
      case .inForce: "in force"
      case .left: "prepaid left at the end"
      }
    }
  }

  /// Every term of every scenario; a mix may have several.
  static func all(of scenarios: [CloudScenario]) -> [CommitmentGroup] {
    var groups: [CommitmentGroup] = []
    for (index, scenario) in scenarios.enumerated() {
      for term in scenario.terms {
        groups.append(
          CommitmentGroup(
            scenario: index, term: term,
            title: scenario.name.hasSuffix(term.rawValue)
              ? scenario.name : "\(scenario.name), \(term.rawValue)",
            column: 2 + groups.count * Part.allCases.count))
      }
    }
    return groups
  }
}

extension TCOWorkbook {
  func range(_ part: CommitmentGroup.Part, of group: CommitmentGroup) -> ColumnRange {
    ColumnRange(
      sheet: SheetName.commitments, column: group.column + part.rawValue, rows: months)
  }

  /// What is needed under each term, what is bought for it, and what is in force, in dollars a month.
  func writeCommitments(on sheet: Sheet) {
    let groups = commitmentGroups
    let parts = CommitmentGroup.Part.allCases
    begin(
      sheet, "Commitments, month by month",
      groups.isEmpty
        ? "No option has any: none of the prices in force is for a commitment."
        : "In every month as much is committed to as is needed beyond what is in force. A term runs to its "
          + "end, whether traffic still needs it or not.",
      headingRow: 4, pagesWide: pages(columns: 2 + groups.count * parts.count))
    headings(
      ["Month", "Traffic"]
        + groups.flatMap { group in parts.map { "\(group.title): \($0.title)" } },
      on: sheet, row: 4, leading: 2)
    for row in months {
      writeTime(on: sheet, row: row)
    }
    for group in groups { write(group, on: sheet) }
    sheet.width(9, of: 0...1)
    if !groups.isEmpty { sheet.width(17, of: 2...1 + groups.count * parts.count) }
    sheet.height(58, of: 4)
    sheet.freeze(at: CellAddress(2, Self.firstMonth))
    sheet.tab(0x2F80ED)
  }

  private func write(_ group: CommitmentGroup, on sheet: Sheet) {
    let need = need(of: group)
    let ledger = CommitmentLedger(need, term: group.term)
    for row in months {
      let index = row - Self.firstMonth
      let values: [(CommitmentGroup.Part, Double)] = [
        (.needed, need[index]), (.bought, ledger.bought[index]),
        (.inForce, ledger.inForce[index]),
        (.left, row == months.upperBound ? ledger.prepaidLeft : 0),
      ]
      for (part, value) in values {
        sheet.put(
          .formula(formula(part, of: group, row: row), value),
          at: CellAddress(group.column + part.rawValue, row), .cents)
      }
    }
  }

  /// What the engine has for it, at the price factor of the export.
  private func need(of group: CommitmentGroup) -> [Double] {
    let parameters = comparison.assumptions.parameters
    let scenario = comparison.scenarios[group.scenario]
    let plan = scenario.plans.filter { $0.kind.term == group.term }.map(\.month).sum().value
    let fleets = scenario.fleets.filter { $0.kind.offer.term == group.term }
    return parameters.volumes.map { volume in
      let instances = fleets.reduce(0) { $0 + $1.bareMonth.value * $1.instances(at: volume) }
      return parameters[.cloudPriceFactor] * (plan * volume + instances)
    }
  }

  private func formula(
    _ part: CommitmentGroup.Part, of group: CommitmentGroup, row: Int
  ) -> String {
    let term = group.term.months
    let bought = range(.bought, of: group)
    let month = range(.month)
    func sum(to last: Int) -> String {
      let rows = Self.firstMonth...last
      let sums = ColumnRange(sheet: bought.sheet, column: bought.column, rows: rows)
      let times = ColumnRange(sheet: month.sheet, column: month.column, rows: rows)
      return "SUMIFS(\(sums.local),\(times.reference),\">\"&(\(month.cell(row))-\(term)))"
    }
    let active = range(.active).cell(row)
    switch part {
    case .needed:
      let fleets = fleetRows(of: group.scenario, term: group.term).map {
        "\(active)*\(instances($0, .price, row: row))"
      }
      let plan = planCell(of: group).map { "\($0)*$B\(row)" }
      return "in_cloud_price_factor*(\([plan, fleets].compactMap { $0 }.joined(separator: "+")))"
    case .bought:
      let needed = range(.needed, of: group).cell(row)
      return row == Self.firstMonth
        ? needed : "\(active)*MAX(0,\(needed)-\(sum(to: row - 1)))"
    case .inForce: return "\(active)*\(sum(to: row))"
    case .left:
      guard group.term.prepaidShare > 0 else { return "0" }
      let age = "(in_horizon_months-\(month.reference)+1)"
      return "IF(\(month.cell(row))=in_horizon_months,\(group.term.prepaidShare)*SUMPRODUCT(("
        + "\(month.reference)<=in_horizon_months)*(\(age)<=\(term))*\(bought.local)"
        + "*(\(term)-\(age))),0)"
    }
  }

  /// What is paid for a group in a month: prepaid on the first day of a term, the rest by the month.
  func payment(of group: CommitmentGroup, row: Int) -> String {
    let share = group.term.prepaidShare
    let inForce = range(.inForce, of: group).cell(row)
    guard share > 0 else { return inForce }
    let upfront =
      "\(share)*\(group.term.months)*\(range(.bought, of: group).cell(row))"
      + "-\(range(.left, of: group).cell(row))"
    return share < 1 ? "\(upfront)+\(1 - share)*\(inForce)" : upfront
  }
}
