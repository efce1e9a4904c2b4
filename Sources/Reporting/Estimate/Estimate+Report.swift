package import CostModel

extension Estimate: Report {
  package func json(in context: RenderContext) -> [UInt8] {
    JSONWriter.document(schema: "costctl/estimate/v1", in: context, capacity: 16_384) {
      $0.object("request") {
        $0.member("model", workload.request.model.name)
        $0.member("quant", workload.request.model.quantization.name)
        $0.member("requests_per_day", workload.requestsPerDay)
        $0.member("prompt_tokens", workload.request.prompt)
        $0.member("output_tokens", workload.request.output)
        $0.object("request_seconds") {
          $0.member("low", requestTime.low.inSeconds)
          $0.member("mid", requestTime.mid.inSeconds)
          $0.member("high", requestTime.high.inSeconds)
        }
        $0.member("peak_concurrency", forecast.peak)
        $0.numbers("load_by_hour", forecast.loads.map { Ratio($0) })
      }
      $0.object("estimate") { $0.members(of: recommendation) }
      $0.objects("lines", lines) {
        $0.member("item", $1.item)
        $0.member("quantity", $1.quantity)
        $0.member("unit", $1.unit)
        $0.member("monthly_cost", $1.cost)
      }
      $0.strings("assumptions", assumptions)
    }
  }

  package func csv() -> [UInt8] {
    let recommendation = recommendation
    return [UInt8](csv: Self.csvColumns(recommendation), of: recommendation.options)
  }

  package func document(in context: RenderContext) -> Document {
    var document = Document()
    let feasible = recommendation.options.filter(\.isFeasible)
    document.append(.title("Estimate for \(workload.request.model.name)"))
    document.append(.paragraph("\(asked); generated \(context.generatedAt.iso8601)", .faint))
    document.append(
      .table(
        Grid(
          Self.columns(recommendation),
          of: Array(feasible.prefix(context.detailed)))))
    let hidden = feasible.count - context.detailed
    if hidden > 0 {
      document.append(
        .paragraph("\(hidden.of("more option")): add --verbose, or use --format json", .faint))
    }
    if recommendation.restsOnUnverifiedPrice
      || recommendation.options.contains(where: \.isMarked)
    {
      document.append(.paragraph(Footnote.unverifiedPrice, .faint))
    }
    document.append(section: "Verdict", recommendation.entries)
    document.append(section: "Besides, a month", lines.map { .init($0.item, $0.shown) })
    document.append(section: "Assumptions", assumptions.map { .init(nil, $0) })
    return document
  }

  private var asked: String {
    let request = workload.request
    return
      "\(workload.requestsPerDay.figure()) requests a day of \(request.prompt.figure()) tokens in and "
      + "\(request.output.figure()) out, \(workload.memory.figure()) MB \(workload.architecture.rawValue) "
      + "in \(workload.region): \(requestTime.shown) a request, \(forecast.peak) at once at most"
  }

  private static func csvColumns(_ recommendation: Recommendation) -> [Column<PlacementOption>] {
    [
      Column("option") { .text($0.name) },
      Column("tier") { .text($0.tier.rawValue) },
      Column("feasible") { .flag($0.isFeasible) },
      Column("monthly_cost") { .number($0.monthlyCost) },
      Column("monthly_cost_low") { .number(recommendation.interval(of: $0)?.low) },
      Column("monthly_cost_high") { .number(recommendation.interval(of: $0)?.high) },
      Column("breakeven_utilization") { .number($0.breakevenUtilization) },
      Column("instances") { .number($0.instances) },
      Column("per_million_output_tokens") { .number($0.perMillionOutputTokens) },
      Column("request_seconds") { .number($0.requestSeconds) },
      Column("provenance") { .text($0.provenance.rawValue) },
      Column("why_not") { .text($0.whyNot) },
    ]
  }

  private static func columns(_ recommendation: Recommendation) -> [Column<PlacementOption>] {
    [
      Column("option", fit: .shortens) {
        .text($0.name, $0.name == recommendation.chosen.name ? .good : .plain)
      },
      Column("tier") { .text($0.tier.rawValue, Style($0.tier)) },
      Column("$/month", .trailing) {
        .money($0.monthlyCost, marked: $0.isMarked, style: .strong)
      },
      Column("90 % interval", .trailing, fit: .yields(rank: 1)) {
        .text(recommendation.interval(of: $0).map { "\($0.low.shown) to \($0.high.shown)" })
      },
      Column("break-even", .trailing, fit: .yields(rank: 2)) {
        .text($0.breakevenUtilization.map { Ratio($0).percent })
      },
      Column("instances", .trailing, fit: .yields(rank: 0)) { .number($0.instances) },
      Column("$/M tokens out", .trailing, fit: .yields(rank: 3)) {
        .money($0.perMillionOutputTokens, marked: $0.isMarked)
      },
      Column("request", .trailing) {
        .text($0.requestSeconds.map { "\(Duration.seconds($0).brief) s" })
      },
    ]
  }
}

extension PlacementOption {
  fileprivate var isMarked: Bool { restsOnUnverifiedPrice }
}

extension CostLine {
  /// `4,194.3 GB, $33.55`.
  fileprivate var shown: String {
    "\(Shown.number(quantity)) \(unit)\(quantity == 1 || unit == Gigabytes.unit ? "" : "s"), "
      + cost.shown
  }
}
