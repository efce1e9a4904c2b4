import CostModel

extension ReportEdition {
  /// Rows of a table of changes; the JSON has them all.
  static let shownChanges = 20

  /// What should be here and is not.
  var missing: Document {
    var document = Document()
    document.append(.section("What is missing"))
    if gaps.isEmpty {
      document.append(.paragraph("Nothing: every step of this report was done."))
    } else {
      document.append(
        .entries(gaps.map { .init($0.step.rawValue, $0.reason, style: .caution) }))
    }
    return document
  }

  var changesTitle: String {
    changes.since.map { "Changes since \($0.name)" } ?? "Changes"
  }

  /// New, gone, other verdicts, the bill against its forecast, advice that was followed.
  var differences: Document {
    var document = Document()
    if changes.since == nil {
      document.append(.paragraph("This is the first report: there is none to compare with."))
    } else if changes.isEmpty {
      document.append(.paragraph("No verdict and no cost has changed."))
    }
    let places = recommendations.rows.map(\.workload).spanPlaces
    append("New", changes.appeared, Self.verdictColumns(places), to: &document)
    append("Gone", changes.gone, Self.verdictColumns(places), to: &document)
    append("Other verdicts", changes.verdicts, Self.changeColumns(places), to: &document)
    append("Cost against forecast", changes.costs, Self.costColumns(places), to: &document)
    append("Realized savings", changes.realized, Self.realizedColumns(places), to: &document)
    if !changes.realized.isEmpty {
      let sum = changes.realized.map(\.monthlySaving).sum()
      document.append(.paragraph("Advice that was followed saves \(sum.shown) a month.", .good))
    }
    return document
  }

  private func append<Row>(
    _ title: String, _ rows: [Row], _ columns: [Column<Row>], to document: inout Document
  ) {
    guard !rows.isEmpty else { return }
    let hidden = rows.count - Self.shownChanges
    document.append(.section("\(title): \(rows.count.of("workload"))"))
    document.append(.table(Grid(columns, of: Array(rows.prefix(Self.shownChanges)))))
    if hidden > 0 {
      document.append(
        .paragraph("\(hidden.of("more workload")) in the report's JSON.", .faint))
    }
  }

  private static func verdictColumns(_ places: Bool) -> [Column<WorkloadVerdict>] {
    Column.names(showingPlaces: places, of: \.workload) + [
      Column("tier") { .text($0.tier.rawValue, Style($0.tier)) },
      Column("utilization", .trailing) { .text(Ratio($0.utilization).percent) },
      Column("$/month", .trailing) { .money($0.monthlyCostNow) },
      Column("advice") { .text($0.option) },
      Column("saving", .trailing) { .money($0.monthlySaving, style: .strong) },
    ]
  }

  private static func changeColumns(_ places: Bool) -> [Column<VerdictChange>] {
    Column.names(showingPlaces: places, of: \.after.workload) + [
      Column("was") { .text($0.before.tier.rawValue, Style($0.before.tier)) },
      Column("is") { .text($0.after.tier.rawValue, Style($0.after.tier)) },
      Column("advice was") { .text($0.before.option) },
      Column("advice is") { .text($0.after.option) },
      Column("why") { .text($0.reason) },
    ]
  }

  private static func costColumns(_ places: Bool) -> [Column<CostDifference>] {
    Column.names(showingPlaces: places, of: \.workload) + [
      Column("forecast", .trailing) { .money($0.forecast) },
      Column("actual", .trailing) { .money($0.actual) },
      Column("difference", .trailing) {
        .money($0.difference, style: $0.difference > .zero ? .caution : .good)
      },
      Column("why") { .text($0.reason) },
    ]
  }

  private static func realizedColumns(_ places: Bool) -> [Column<RealizedSaving>] {
    Column.names(showingPlaces: places, of: \.workload) + [
      Column("advised in") { .text($0.advisedIn.name) },
      Column("followed") { .text($0.option) },
      Column("would cost", .trailing) { .money($0.monthlyCostBefore) },
      Column("costs", .trailing) { .money($0.monthlyCostNow) },
      Column("saves", .trailing) { .money($0.monthlySaving, style: .good) },
    ]
  }
}

extension ReportChanges {
  fileprivate var isEmpty: Bool {
    appeared.isEmpty && gone.isEmpty && verdicts.isEmpty && costs.isEmpty && realized.isEmpty
  }
}
