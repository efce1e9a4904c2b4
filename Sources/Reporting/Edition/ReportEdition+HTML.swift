import CostModel

extension ReportEdition {
  /// Workloads whose details stand in the page itself, for paper and for readers without script.
  static let printedWorkloads = 20

  /// One file to send: everything of this report, drawn by its own script where there is one.
  func html(in context: RenderContext) -> [UInt8] {
    HTMLPage(
      title: title, body: body(in: context), style: Asset.text(PackageResources.report_css),
      script: HTMLPage.Script(
        source: Asset.script, data: PageData.json(of: self, in: context))
    ).rendered
  }

  private func body(in context: RenderContext) -> String {
    let sections = [
      section("totals", totals(in: context)),
      section("missing", missing.html()),
      section("changes", "<h2>\(changesTitle.htmlSafe)</h2>\n" + differences.html(level: 3)),
      section("recommendations", ranking),
      section("details", details),
      section("what-if", Asset.text(PackageResources.what_if_html), attributes: " hidden"),
      comparison.map { section("on-prem", onPremises($0)) },
      section("provenance", provenance.html()),
    ]
    return sections.compactMap { $0 }.joined()
  }

  private func section(_ id: String, _ content: String, attributes: String = "") -> String {
    "<section id=\"\(id)\"\(attributes)>\n\(content)</section>\n"
  }

  private func totals(in context: RenderContext) -> String {
    let totals = EditionTotals(report: recommendations)
    let share = totals.savingShare.map { "\($0.percent) of today's cost" }
    let realized = changes.realized.map(\.monthlySaving).sum()
    let cards = [
      ("Now", recommendations.monthlyCostNow.shown, "a month, Lambda as it is"),
      ("As advised", recommendations.monthlyCostThen.shown, "a month"),
      ("Saving", recommendations.monthlySaving.shown, "a month" + (share.map { ", \($0)" } ?? "")),
      ("Workloads", recommendations.rows.count.figure, totals.tiers),
      (
        "Coverage", totals.coverage?.percent ?? "n/a",
        totals.seenTooLittle == 0
          ? "of the window seen"
          : "of the window seen; \(totals.seenTooLittle.of("workload")) too little"
      ),
      changes.realized.isEmpty
        ? nil : ("Realized", realized.shown, "a month, by advice that was followed"),
    ].compactMap { $0 }
    let items = cards.map { name, figure, note in
      "<div class=\"card\"><dt>\(name)</dt><dd><strong>\(figure.htmlSafe)</strong> "
        + "<span>\(note.htmlSafe)</span></dd></div>\n"
    }
    return """
      <h1>\(title.htmlSafe)</h1>
      <p class="faint">\(subtitle(in: context).htmlSafe)</p>
      \(contents)<dl class="cards">
      \(items.joined())</dl>

      """
  }

  /// Links to the sections there are; the what-if panel is there with script only.
  private var contents: String {
    let sections = [
      ("missing", "What is missing"), ("changes", "Changes"),
      ("recommendations", "Recommendations"), ("details", "Workload by workload"),
      ("what-if", "What if"), comparison.map { _ in ("on-prem", "Cloud against on-prem") },
      ("provenance", "Provenance"),
    ].compactMap { $0 }
    let links = sections.map { id, title in
      "<li\(id == "what-if" ? " class=\"scripted\"" : "")><a href=\"#\(id)\">\(title)</a></li>\n"
    }
    return "<nav aria-label=\"Contents\">\n<ul>\n\(links.joined())</ul>\n</nav>\n"
  }

  private var ranking: String {
    let count = recommendations.recommendations.count
    let first = RecommendationReport(
      window: recommendations.window, policy: recommendations.policy, rule: recommendations.rule,
      recommendations: Array(recommendations.recommendations.prefix(Self.printedWorkloads)),
      unpriced: [], assumptions: [])
    var unpriced = Document()
    unpriced.append(section: "Not priced", notPriced)
    let rest =
      count > Self.printedWorkloads
      ? "<p class=\"faint unscripted\">The first \(Self.printedWorkloads) of "
        + "\(count.figure) workloads; the page's script and the report's JSON have all.</p>\n"
      : ""
    return "<h2>Recommendations</h2>\n" + Asset.text(PackageResources.filters_html)
      + first.table.html(label: "Recommendations, the largest saving first", id: "ranking")
      + "<p id=\"more\"></p>\n" + rest + unpriced.html(level: 3)
  }

  private var notPriced: [Document.Entry] {
    let places = recommendations.rows.map(\.workload).spanPlaces
    let limit = Self.printedWorkloads
    let hidden = recommendations.unpriced.count - limit
    return recommendations.unpriced.prefix(limit).map {
      .init($0.workload.shown(withPlace: places), $0.reason, style: .caution)
    } + (hidden > 0 ? [.init(nil, "\(hidden.of("more workload")) in the report's JSON.")] : [])
  }

  private var details: String {
    let places = recommendations.rows.map(\.workload).spanPlaces
    let articles = recommendations.recommendations.prefix(Self.printedWorkloads).enumerated().map {
      index, recommendation in
      let workload = recommendation.analysis.profile.workload
      return WorkloadArticle(
        rank: index + 1, title: workload.shown(withPlace: places), recommendation: recommendation,
        week: weeks[workload]
      ).html
    }
    return "<h2>Workload by workload</h2>\n" + articles.joined()
      + "<article class=\"workload\" id=\"drawn\" hidden></article>\n"
  }

  private func onPremises(_ comparison: TCOComparison) -> String {
    var document = Document()
    document.append(.section("Cloud against on-prem"))
    document.append(.paragraph(comparison.verdict, .strong))
    document.append(.table(comparison.optionTable))
    let unsure = comparison.assumptions.figures.filter { $0.standing != .verified }
    document.append(
      .paragraph(
        "\(unsure.count) of \(comparison.assumptions.figures.count) inputs are derived, assumed or "
          + "given by the reader; costctl tco shows each with its source.", .faint))
    return document.html(figures: [comparison.cumulativeFigure])
  }

  /// Where the figures come from and what was taken for granted.
  private var provenance: Document {
    var document = Document()
    document.append(.section("Provenance and assumptions"))
    let unsure = recommendations.recommendations.count(where: \.restsOnUnverifiedPrice)
    document.append(.paragraph(Footnote.unverifiedPrice, .faint))
    document.append(
      .paragraph(
        unsure == 0
          ? "Every price here is confirmed by its source."
          : "\(unsure.of("workload")) of \(recommendations.recommendations.count) rest on prices "
            + "that are derived or not confirmed, marked with a star."))
    document.append(.entries(recommendations.assumptions.map { .init(nil, $0) }))
    return document
  }
}
