import CostModel

/// A comparison of total cost as a workbook whose totals follow from its assumptions by live formulas.
///
/// Every formula is written with the value it has today, so that a viewer that computes nothing shows
/// the same figures. What the engine found by evaluating the model many times (tornado, draws, turning
/// points) stands as figures of the day, and a check says when inputs have changed since.
struct TCOWorkbook {
  let comparison: TCOComparison
  let context: RenderContext
  let commitmentGroups: [CommitmentGroup]
  /// Of each scenario, those of a term below each other.
  let fleets: [[SteppingFleet]]
  /// Scenarios in which something is paid upfront.
  let prepaid: [Int]

  init(comparison: TCOComparison, context: RenderContext) {
    let scenarios = comparison.scenarios
    self.comparison = comparison
    self.context = context
    commitmentGroups = CommitmentGroup.all(of: scenarios)
    fleets = scenarios.map { scenario in
      scenario.fleets.sorted {
        let (left, right) = ($0.kind.offer.term.rawValue, $1.kind.offer.term.rawValue)
        return left == right ? $0 < $1 : left < right
      }
    }
    prepaid = scenarios.indices.filter { scenarios[$0].terms.contains { $0.prepaidShare > 0 } }
  }

  /// Rows of the months, the same on every sheet that has them.
  static let firstMonth = 5

  var months: ClosedRange<Int> {
    Self.firstMonth...Self.firstMonth + comparison.horizonMonths - 1
  }

  enum SheetName {
    static let summary = "Summary"
    static let inputs = "Assumptions"
    static let workloads = "Workloads"
    static let fleets = "Fleets"
    static let commitments = "Commitments"
    static let onPremises = "On-prem"
    static let cloud = "Cloud"
    static let saving = "Saving"
    static let sensitivity = "Sensitivity"
    static let checks = "Checks"
  }

  func rendered() throws(WorkbookError) -> [UInt8] {
    let file = try WorkbookFile(
      title: title, created: max(1, context.generatedAt.epochSeconds))
    let sheets = [
      SheetName.summary, SheetName.inputs, SheetName.onPremises, SheetName.cloud,
      SheetName.commitments, SheetName.saving, SheetName.sensitivity, SheetName.workloads,
      SheetName.fleets, SheetName.checks,
    ].map(file.sheet)
    writeSummary(on: sheets[0])
    writeInputs(on: sheets[1])
    writeOnPremises(on: sheets[2])
    writeCloud(on: sheets[3])
    writeCommitments(on: sheets[4])
    writeSaving(on: sheets[5])
    writeSensitivity(on: sheets[6])
    writeWorkloads(on: sheets[7])
    writeFleets(on: sheets[8])
    writeChecks(on: sheets[9])
    sheets[0].show()
    return try file.finish()
  }

  var title: String {
    "Total cost of \(comparison.report.recommendations.count.of("workload")) over "
      + "\(TCOComparison.months(comparison.horizonMonths)): cloud against on-prem"
  }

  /// Pages that so many columns of dollars take side by side, legibly.
  func pages(columns: Int) -> Int { (columns + 9) / 10 }

  /// What every sheet begins with: a title, a line under it, and the print set-up.
  func begin(
    _ sheet: Sheet, _ title: String, _ caption: String, headingRow: Int?, pagesWide: Int = 1,
    pagesTall: Int = 0
  ) {
    // The first column is printed on every page, and would show the beginning of a title there.
    let column = pagesWide > 1 ? 1 : 0
    sheet.put(title, at: CellAddress(column, 1), .title)
    sheet.put(caption, at: CellAddress(column, 2), .caption)
    sheet.height(24, of: 1)
    sheet.setUpPrint(
      title: self.title, repeatingRow: headingRow, pagesWide: pagesWide, pagesTall: pagesTall)
  }

  /// Headings of figures stand right, over them; the first `leading` and those of `texts` left.
  func headings(
    _ titles: [String], on sheet: Sheet, row: Int, leading: Int = 1, texts: Set<Int> = []
  ) {
    for (column, title) in titles.enumerated() {
      let look: CellFormat =
        column < leading ? .heading : texts.contains(column) ? .headingIndented : .headingRight
      sheet.put(title, at: CellAddress(column, row), look)
    }
  }
}

extension TCOKey {
  /// The name that formulas know the input by.
  var cellName: String { "in_\(rawValue)" }

  /// How spreadsheets show it.
  var numberFormat: String {
    switch unit {
    case "USD", "USD/month", "USD/year", "USD/node-year", "USD/kW-month", "USD/U-month":
      "$#,##0.00"
    case "USD/kWh": "$0.0000"
    case "share", "share per year", "per year", "per month": "0.0###%"
    case "months", "nodes": "0"
    case "tokens/month": "#,##0"
    default: "#,##0.0###"
    }
  }
}
