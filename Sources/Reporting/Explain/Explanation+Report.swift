package import CostModel

extension Explanation: Report {
  package func json(in context: RenderContext) -> [UInt8] {
    JSONWriter.document(
      schema: "costctl/explain/v1", in: context, capacity: 1024 * (figures.count + 1)
    ) {
      let profile = recommendation.analysis.profile
      $0.member("workload", profile.workload.name)
      $0.place(of: profile)
      $0.window(profile.window)
      $0.rows("figures", figures) { writer, figure in
        writer.member("figure", figure.name)
        writer.member("value", figure.value)
        writer.member("unit", figure.unit)
        writer.member("formula", figure.formula.symbols)
        writer.member("worked", figure.formula.numbers)
        writer.objects("inputs", figure.formula.inputs) {
          $0.member("name", $1.name)
          $0.member("value", $1.value)
          $0.member("unit", $1.unit)
          $0.member("origin", $1.origin.rawValue)
          $0.member("source", $1.source)
        }
      }
    }
  }

  package func csv() -> [UInt8] { [UInt8](csv: Self.columns, of: rows) }

  package func document(in context: RenderContext) -> Document {
    var document = Document()
    let profile = recommendation.analysis.profile
    document.append(.title("How the figures of \(profile.workload.name) come about"))
    document.append(
      .paragraph(
        "\(profile.window.shown); generated \(context.generatedAt.iso8601)", .faint))
    let shown = context.verbose ? figures : figures.filter { !$0.isDetail }
    for figure in shown {
      document.append(
        section: "\(figure.name): \(figure.shown)",
        [
          .init("formula", figure.formula.symbols),
          .init("worked", figure.formula.numbers, style: .strong),
        ]
          + figure.formula.inputs.map {
            .init($0.origin.rawValue, "\($0.name) = \($0.value) \($0.unit): \($0.source)")
          })
    }
    if shown.count < figures.count {
      let hidden = (figures.count - shown.count).of("more figure")
      document.append(
        .paragraph(
          "\(hidden) of other options and what-ifs: add --verbose, or use --format json", .faint))
    }
    return document
  }

  private struct Row: Sendable {
    let figure: Figure
    let input: ExplainedInput
  }

  /// One for each number that a figure takes.
  private var rows: [Row] {
    figures.flatMap { figure in
      figure.formula.inputs.map { Row(figure: figure, input: $0) }
    }
  }

  private static var columns: [Column<Row>] {
    [
      Column("figure") { .text($0.figure.name) },
      Column("value") { .number($0.figure.value) },
      Column("unit") { .text($0.figure.unit) },
      Column("formula") { .text($0.figure.formula.symbols) },
      Column("worked") { .text($0.figure.formula.numbers) },
      Column("input") { .text($0.input.name) },
      Column("input_value") { .number($0.input.value) },
      Column("input_unit") { .text($0.input.unit) },
      Column("origin") { .text($0.input.origin.rawValue) },
      Column("source") { .text($0.input.source) },
    ]
  }
}

extension Explanation.Figure {
  /// With its unit, as a person reads it.
  fileprivate var shown: String {
    switch unit {
    case USD.unit: USD(value).shown
    case Ratio.unit: Ratio(value).percent
    default: "\(Shown.number(value)) \(unit)\(value == 1 ? "" : "s")"
    }
  }
}
