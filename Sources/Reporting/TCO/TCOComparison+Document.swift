package import CostModel

extension TCOComparison {
  package func document(in context: RenderContext) -> Document {
    var document = Document()
    let fleet = report.recommendations.count.of("workload")
    document.append(
      .title("Total cost of \(fleet) over \(Self.months(horizonMonths)): cloud against on-prem"))
    document.append(.paragraph("\(caption); generated \(context.generatedAt.iso8601)", .faint))
    document.append(.paragraph(verdict, .strong))
    document.append(.paragraph("\(paybackSentence) \(returnSentence)"))
    document.append(.paragraph(uncertaintySentence))
    document.append(.table(optionTable))
    if options.contains(where: \.restsOnUnverified) {
      document.append(.paragraph(Self.footnote, .faint))
    }
    if let tokensUnknown { document.append(.paragraph(tokensUnknown, .faint)) }
    document.append(.section("\(onPremises.name) year by year"))
    document.append(.paragraph(sizing, .faint))
    document.append(.table(Grid(Self.yearColumns, of: PlanYear.all(of: plan))))
    document.append(.section("Other nodes"))
    document.append(.table(Grid(Self.otherColumns, of: otherNodes)))
    appendSensitivity(to: &document, atMost: context.verbose ? .max : 12)
    document.append(.section("Inputs"))
    document.append(
      .table(Grid(Self.inputColumns(detailed: context.verbose), of: assumptions.figures)))
    document.append(section: "Notes", notes.map { .init(nil, $0) })
    return document
  }

  var optionTable: Grid { Grid(optionColumns, of: options) }

  private var caption: String {
    "\(report.window.shown); discounted at \(Ratio(discountRate.annual).percent) a year; traffic grows by "
      + "\(Ratio(assumptions.parameters[.growthPerMonth]).percent) a month"
  }

  private static let footnote =
    "* rests on figures that are derived or that no source confirms: see Inputs, and costctl pricing show"

  private var sizing: String {
    let parameters = assumptions.parameters
    let spare = Int(parameters[.spareNodes])
    return "\(assumptions.node.title). Peak demand "
      + "\(TCOFigure.shown(parameters.peak.value * parameters[.volumeFactor])) tokens/s, "
      + "\(TCOFigure.shown(parameters[.capacityTokensPerSecond])) a node, "
      + (spare == 0 ? "no spare node." : "\(spare.of("spare node")).") + knownTokens
  }

  /// What of the demand is told by tokens, in the models' own.
  private var knownTokens: String {
    let known = demand.known
    guard !known.isEmpty else { return "" }
    let own = known.map(\.outputPeak).reduce(.zero, +)
    return " \(known.count.of("workload")) of \(demand.workloads.count) told by tokens: "
      + "\(TCOFigure.shown(own.value)) output tokens/s of their own models at the peak, "
      + "\(TCOFigure.shown(demand.requestPeak.value)) of the reference."
  }

  private var optionColumns: [Column<TCOOption>] {
    let months = Double(horizonMonths)
    let base: [Column<TCOOption>] = [
      Column("option") { .text($0.name, $0.kind == .onPremises ? .strong : .plain) },
      Column("$/month", .trailing, fit: .yields(rank: 3)) {
        .money($0.amortized.total / months, marked: $0.restsOnUnverified)
      },
      Column("total", .trailing, fit: .yields(rank: 4)) { .money($0.total) },
      Column("present value", .trailing) { .money($0.presentValue, style: .strong) },
      Column("saves", .trailing) { .money($0.saving) },
      Column("pays back", fit: .yields(rank: 2)) { .text($0.payback.shown) },
      Column("return", .trailing, fit: .yields(rank: 1)) { .text($0.rateOfReturn.shown ?? "none") },
    ]
    guard current.perMillionOutputTokens != nil else { return base }
    return base + [
      Column("$/1M tokens", .trailing, fit: .yields(rank: 0)) { .money($0.perMillionOutputTokens) }
    ]
  }

  private static var yearColumns: [Column<PlanYear>] {
    let lines: [(String, Int, @Sendable (OnPremisesMonth.Costs) -> USD)] = [
      ("purchase", 8, { $0.purchase }), ("resale", 7, { $0.residual + $0.closing }),
      ("migration", 1, { $0.migration }), ("power", 5, { $0.power }),
      ("colocation", 4, { $0.colocation }), ("maintenance", 3, { $0.maintenance }),
      ("staff", 6, { $0.staff }), ("network", 0, { $0.network }), ("software", 0, { $0.software }),
      ("cloud", 2, { $0.cloud }),
    ]
    return [
      Column("year") { .text($0.title) },
      Column("nodes", .trailing) { .number($0.nodes) },
      Column("cash", .trailing) { .money($0.sum(\.cash), style: .strong) },
      Column("amortized", .trailing) { .money($0.sum(\.amortized)) },
    ]
      + lines.map { title, rank, cost in
        Column(title, .trailing, fit: .yields(rank: rank)) { .money($0.sum(cost)) }
      }
  }

  private static var otherColumns: [Column<OtherNode>] {
    [
      Column("node") { .text($0.name) },
      Column("nodes", .trailing) { .number($0.priced?.nodes) },
      Column("total", .trailing) { .money($0.priced?.total, marked: true) },
      Column("present value", .trailing) { .money($0.priced?.presentValue, marked: true) },
      Column("what it is", fit: .yields(rank: 0)) { .text($0.whyNot ?? $0.title) },
    ]
  }
}
