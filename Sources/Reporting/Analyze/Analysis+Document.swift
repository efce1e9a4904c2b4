package import CostModel

extension Analysis {
  package func document(in context: RenderContext) -> Document {
    var document = Document()
    document.append(.title("Usage and cost of \(workloads.count.of("workload"))"))
    document.append(.paragraph("\(caption); generated \(context.generatedAt.iso8601)", .faint))
    let places = workloads.map(\.profile.workload).spanPlaces
    if workloads.isEmpty {
      document.append(.paragraph("No workload has samples in this window."))
    } else {
      document.append(.table(Grid(Self.columns(showingPlaces: places), of: workloads)))
      document.append(.paragraph(totals, .strong))
    }
    appendFootnote(to: &document)
    appendFindings(to: &document, showingPlaces: places, atMost: context.detailed)
    document.append(section: "Assumptions", assumptions.map { Document.Entry(nil, $0) })
    return document
  }

  private var caption: String {
    let shares = workloads.map(\.profile.coverage)
    guard let least = shares.min(), let most = shares.max() else { return window.shown }
    let span = least == most ? least.percent : "\(least.percentFigure)–\(most.percent)"
    let sizing = Set(workloads.map(\.utilization.sizing.rawValue)).sorted().joined(separator: ", ")
    return "\(window.shown), coverage \(span), slots sized at \(sizing)"
  }

  private var totals: String {
    let missing = workloadsWithoutCost
    let unknown = missing > 0 ? ", \(missing) without a cost (n/a)" : ""
    return "Total: \(workloads.count.of("workload")), \(invocations.figure()) invocations, "
      + "\(gbSeconds.figure(places: 1)) GB-s, \(monthlyCost.shown) a month\(unknown)"
  }

  private func appendFootnote(to document: inout Document) {
    guard workloads.contains(where: \.restsOnUnverifiedPrice) else { return }
    document.append(.paragraph(Footnote.unverifiedPrice, .faint))
  }

  private func appendFindings(
    to document: inout Document, showingPlaces: Bool, atMost limit: Int
  ) {
    let noted = workloads.filter { !$0.findings.isEmpty || !$0.detailEntries.isEmpty }
    for analysis in noted.prefix(limit) {
      let name = analysis.profile.workload.shown(withPlace: showingPlaces)
      document.append(section: name, analysis.findings.entries + analysis.detailEntries)
      for grid in analysis.detailTables { document.append(.table(grid)) }
    }
    if noted.count > limit {
      document.append(
        section: "Left out",
        [.init(nil, Footnote.leftOut(noted.count - limit, "findings"))])
    }
  }

  private static func columns(showingPlaces: Bool) -> [Column<WorkloadAnalysis>] {
    Column.names(showingPlaces: showingPlaces, of: \.profile.workload)
      + [
        Column("memory", .trailing, fit: .yields(rank: 5)) {
          .text($0.profile.configuration.shown)
        },
        Column("invocations", .trailing, fit: .yields(rank: 3)) {
          .number($0.profile.totals.invocations)
        },
        Column("utilization", .trailing) { .text($0.utilization.shown) },
        Column("slots", .trailing, fit: .yields(rank: 4)) { .number($0.utilization.slots) },
        Column("tier") { .text($0.tier.rawValue, Style($0.tier)) },
        Column("firmness", fit: .yields(rank: 6)) {
          .text($0.firmness.rawValue, Style($0.firmness))
        },
        Column("week", fit: .yields(rank: 1)) { .text($0.profile.sparkline) },
        Column("$/month", .trailing) {
          .money($0.monthlyCost?.total, marked: $0.restsOnUnverifiedPrice, style: .strong)
        },
        Column("findings", fit: .yields(rank: 0)) { $0.findings.headline },
      ]
  }
}

extension WorkloadAnalysis {
  /// True when a price in its cost is derived or not confirmed.
  var restsOnUnverifiedPrice: Bool {
    monthlyCost != nil && findings.contains { $0.code == .priceUnverified }
  }
}

extension WorkloadAnalysis {
  /// What is worth a line of its state and starts.
  fileprivate var detailEntries: [Document.Entry] {
    (details.durable?.entries ?? []) + (details.coldStart?.entries ?? [])
  }

  fileprivate var detailTables: [Grid] {
    [details.durable?.storeTable, details.coldStart?.loadingTable].compactMap { $0 }
  }
}
