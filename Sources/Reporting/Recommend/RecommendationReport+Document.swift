package import CostModel

extension RecommendationReport {
  package func document(in context: RenderContext) -> Document {
    var document = Document()
    let places = rows.map(\.workload).spanPlaces
    document.append(.title("Recommendations for \(rows.count.of("workload"))"))
    document.append(
      .paragraph(
        "\(window.shown), policy \(policy.rawValue); generated \(context.generatedAt.iso8601)",
        .faint))
    if rows.isEmpty {
      document.append(.paragraph("No workload has samples in this window."))
    } else {
      document.append(.table(table))
      document.append(.paragraph(totals, .strong))
    }
    if recommendations.contains(where: \.restsOnUnverifiedPrice) {
      document.append(.paragraph(Footnote.unverifiedPrice, .faint))
    }
    appendDetails(to: &document, showingPlaces: places, atMost: context.detailed)
    document.append(section: "Without token rates", tokenGaps(showingPlaces: places))
    document.append(
      section: "Not priced",
      unpriced.map { .init($0.workload.shown(withPlace: places), $0.reason, style: .caution) })
    document.append(section: "Assumptions", assumptions.map { .init(nil, $0) })
    return document
  }

  /// One row for each workload, the largest saving first.
  var table: Grid {
    let places = rows.map(\.workload).spanPlaces
    return Grid(Self.columns(showingPlaces: places, showingTokens: showsTokens), of: rows)
  }

  private var totals: String {
    let missing = unpriced.isEmpty ? "" : ", \(unpriced.count) without a cost (n/a)"
    return "Total: \(monthlyCostNow.shown) a month now, \(monthlyCostThen.shown) then, "
      + "saving \(monthlySaving.shown)\(missing)"
  }

  private func appendDetails(
    to document: inout Document, showingPlaces: Bool, atMost limit: Int
  ) {
    for (index, recommendation) in recommendations.prefix(limit).enumerated() {
      let workload = recommendation.analysis.profile.workload
      document.append(
        section: "\(index + 1). \(workload.shown(withPlace: showingPlaces))",
        recommendation.entries)
    }
    guard recommendations.count > limit else { return }
    let hidden = recommendations.count - limit
    document.append(section: "Left out", [.init(nil, Footnote.leftOut(hidden, "details"))])
  }

  private var showsTokens: Bool { rows.contains { $0.advice != nil } }

  /// Why the columns of tokens are empty, once for each reason.
  private func tokenGaps(showingPlaces: Bool) -> [Document.Entry] {
    var names: [RequestGap: [String]] = [:]
    var order: [RequestGap] = []
    for row in rows {
      guard let gap = row.tokenGap else { continue }
      if names[gap] == nil { order.append(gap) }
      names[gap, default: []].append(row.workload.shown(withPlace: showingPlaces))
    }
    return order.map { gap in
      .init(Recommendation.listed(names[gap] ?? []), gap.description, style: .faint)
    }
  }

  private static func columns(showingPlaces: Bool, showingTokens: Bool) -> [Column<Row>] {
    [Column("#", .trailing) { $0.rank.map { .number($0) } ?? .text("") }]
      + Column.names(showingPlaces: showingPlaces, of: \.workload)
      + [
        Column("tier") { .text($0.tier.rawValue, Style($0.tier)) },
        Column("firmness", fit: .yields(rank: 0)) { row in
          row.recommendation.map {
            .text($0.analysis.firmness.rawValue, Style($0.analysis.firmness))
          }
            ?? .missing
        },
        Column("utilization", .trailing, fit: .yields(rank: 1)) {
          .text($0.recommendation?.analysis.utilization.shown)
        },
      ] + moneyColumns + (showingTokens ? tokenColumns : [])
  }

  private static var tokenColumns: [Column<Row>] {
    [
      Column("$/M tokens out", .trailing, fit: .yields(rank: 6)) {
        .money(
          $0.recommendation?.chosen.perMillionOutputTokens,
          marked: $0.recommendation?.chosen.restsOnUnverifiedPrice ?? false)
      },
      Column("request", .trailing, fit: .yields(rank: 7)) { row in
        .text(row.recommendation?.chosen.requestSeconds.map { "\(Duration.seconds($0).brief) s" })
      },
    ]
  }

  private static var moneyColumns: [Column<Row>] {
    [
      Column("$/month now", .trailing, fit: .yields(rank: 4)) {
        .money(
          $0.recommendation?.monthlyCostNow,
          marked: $0.recommendation?.analysis.restsOnUnverifiedPrice ?? false)
      },
      Column("chosen", fit: .shortens) { .text($0.recommendation?.chosen.name) },
      Column("then", .trailing, fit: .yields(rank: 5)) {
        .money(
          $0.recommendation?.chosen.monthlyCost,
          marked: $0.recommendation?.chosen.restsOnUnverifiedPrice ?? false)
      },
      Column("saving", .trailing) { row in
        .money(row.recommendation?.knownSaving, style: .strong)
      },
      Column("cheapest by price", fit: .yields(rank: 3)) {
        .text($0.recommendation?.cheapest.name)
      },
      Column("agree") { row in
        guard let agree = row.recommendation?.ruleAndPriceAgree else { return .missing }
        return .text(agree ? "yes" : "no", agree ? .plain : .caution)
      },
    ]
  }
}
