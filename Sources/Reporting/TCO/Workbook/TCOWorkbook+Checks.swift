import CostModel

extension TCOWorkbook {
  private static let firstCheck = 5

  /// One law that the figures must keep: a formula that is nothing, or next to nothing, where it holds.
  private struct Check {
    let title: String
    let formula: String
    var limit = 0.01
  }

  func writeChecks(on sheet: Sheet) {
    begin(
      sheet, "Checks", "Each difference must be nothing; a cent is allowed for rounding.",
      headingRow: 4)
    headings(["What must hold", "Difference", "Allowed", "Result"], on: sheet, row: 4)
    for (index, check) in checks.enumerated() {
      let row = Self.firstCheck + index
      sheet.put(check.title, at: CellAddress(0, row), .wrapped)
      sheet.put(
        .formula(check.formula, 0), at: CellAddress(1, row), .plain.with(number: "#,##0.0000"))
      sheet.put(.number(check.limit), at: CellAddress(2, row), .plain.with(number: "0.00"))
      sheet.put(
        .formula(
          "IF(ABS(\(CellAddress(1, row).relative))<=\(CellAddress(2, row).relative),\"OK\",\"FAILS\")",
          cached: .text("OK")), at: CellAddress(3, row), .center)
    }
    let changed = checkRows.upperBound + 2
    sheet.put("Inputs that were changed since the export", at: CellAddress(0, changed))
    sheet.put(.formula(changedInputs, 0), at: CellAddress(1, changed), .count)
    sheet.put(
      .formula(
        "IF(\(CellAddress(1, changed).relative)=0,\"as exported\",\"Sensitivity is of the export\")",
        cached: .text("as exported")), at: CellAddress(3, changed), .center)
    let results = ColumnRange(sheet: SheetName.checks, column: 3, rows: checkRows)
    sheet.paint(results, where: "OK", .center.with { ($0.color, $0.fill) = (0x0B6E4F, 0xDDF5EA) })
    sheet.paint(
      results, where: "FAILS", .center.with { ($0.color, $0.fill) = (0x9B1C1C, 0xFDE8E8) })
    sheet.widths([70, 16, 10, 30])
    sheet.freeze(at: CellAddress(0, Self.firstCheck))
    sheet.tab(0x27AE60)
  }

  /// How many checks fail.
  var failedChecks: String {
    let results = ColumnRange(sheet: SheetName.checks, column: 3, rows: checkRows)
    return "COUNTIF(\(results.reference),\"FAILS\")"
  }

  private var checkRows: ClosedRange<Int> {
    Self.firstCheck...Self.firstCheck + checks.count - 1
  }

  private var changedInputs: String {
    let (now, then) = exportedInputs
    return "SUMPRODUCT(--(ABS(\(now.reference)-\(then.reference))"
      + ">0.000000001*(1+ABS(\(then.reference)))))"
  }

  private var checks: [Check] {
    let own = comparison.onPremises
    return [
      Check(
        title: "On-prem: the cash view and the amortized view have the same total",
        formula: "SUM(\(range(.cash).reference))-SUM(\(range(.amortized).reference))"),
      Check(
        title: "On-prem: in no month stand fewer nodes than are needed",
        formula:
          "SUMPRODUCT(--(\(range(.standing).reference)<\(range(.needed).reference)))", limit: 0),
      Check(
        title: "On-prem: what has been paid at the end is the total",
        formula: "\(range(.cumulative).cell(months.upperBound))-\(cell(.total, of: own))"),
      Check(
        title: "Cloud: what has been paid at the end is the total, all options together",
        formula: comparison.scenarios.indices.map {
          "ABS(\(cumulative(of: $0).cell(months.upperBound))-SUM(\(cash(of: $0).reference)))"
        }.joined(separator: "+")),
      Check(
        title:
          "Cloud: the cash view and the amortized view have the same total, all options together",
        formula: comparison.scenarios.indices.map {
          "ABS(SUM(\(cash(of: $0).reference))-SUM(\(amortized(of: $0).reference)))"
        }.joined(separator: "+")),
      Check(
        title: "On-prem: the present value is also what NPV() finds",
        formula: "\(npv(range(.cash)))-\(cell(.presentValue, of: own))"),
      Check(
        title: "Lambda: the present value is also what NPV() finds",
        formula: "\(npv(cash(of: 0)))-\(cell(.presentValue, of: comparison.current))"),
      Check(
        title: "Staying saves nothing against itself",
        formula: cell(.saving, of: comparison.current)),
      Check(
        title: "With the inputs of the export, on-prem has the present value of the export",
        formula: "IF(\(changedInputs)=0,\(cell(.presentValue, of: own))"
          + "-(\(own.presentValue.value)),0)"),
      Check(
        title: "The horizon lies within the \(comparison.horizonMonths) months of this workbook",
        formula: "MAX(0,in_horizon_months-\(comparison.horizonMonths))", limit: 0),
      Check(title: "No formula ends in an error", formula: errorCount, limit: 0),
    ]
  }

  /// The first month undiscounted, the others by NPV().
  private func npv(_ range: ColumnRange) -> String {
    let first = range.cell(range.rows.lowerBound)
    guard range.rows.count > 1 else { return first }
    let rest = ColumnRange(
      sheet: range.sheet, column: range.column,
      rows: range.rows.lowerBound + 1...range.rows.upperBound)
    return "\(first)+NPV(in_monthly_rate,\(rest.reference))"
  }

  private var errorCount: String {
    let wide: [(sheet: String, last: Int, rows: ClosedRange<Int>)] = [
      (SheetName.onPremises, PlanColumn.cumulative.rawValue, months),
      (SheetName.cloud, 1 + 2 * comparison.scenarios.count + prepaid.count, months),
      (
        SheetName.commitments, 1 + CommitmentGroup.Part.allCases.count * commitmentGroups.count,
        months
      ),
      (SheetName.saving, 3 * candidates.count, months),
      (SheetName.summary, OptionColumn.years.rawValue, optionRows),
    ]
    return wide.map { sheet, last, rows in
      let corners =
        CellAddress(0, rows.lowerBound).absolute + ":" + CellAddress(last, rows.upperBound).absolute
      return "SUMPRODUCT(--ISERROR('\(sheet)'!\(corners)))"
    }.joined(separator: "+")
  }
}
