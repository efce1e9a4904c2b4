package import CostModel

extension TCOComparison: Report {
  package func json(in context: RenderContext) -> [UInt8] {
    let capacity = 8192 + options.count * horizonMonths * 64
    return JSONWriter.document(schema: "costctl/tco/v1", in: context, capacity: capacity) {
      $0.members(of: self)
    }
  }

  /// One row for each option and month.
  package func csv() -> [UInt8] {
    [UInt8](csv: Self.csvColumns, of: options.flatMap { TCOMonth.all(of: $0, in: self) })
  }

  private static var csvColumns: [Column<TCOMonth>] {
    [
      Column("option") { .text($0.option.name) },
      Column("month") { .number($0.month) },
      Column("cash") { .number($0.cash) },
      Column("amortized") { .number($0.amortized) },
      Column("cumulative") { .number($0.cumulative) },
      Column("discounted") { .number($0.discounted) },
      Column("cumulative_saving") { .number($0.cumulativeSaving) },
      Column("nodes") { .number($0.nodes) },
    ]
  }
}

/// One option in one month.
private struct TCOMonth: Sendable {
  let option: TCOOption
  let month: Int
  let cash: USD
  let amortized: USD
  let cumulative: USD
  let discounted: USD
  /// Against staying; positive where less has been paid.
  let cumulativeSaving: USD
  /// Nil in the cloud.
  let nodes: Double?

  static func all(of option: TCOOption, in comparison: TCOComparison) -> [TCOMonth] {
    let cumulative = option.cash.cumulative
    let staying = comparison.current.cash.cumulative
    let factor = 1 / (1 + comparison.discountRate.monthly)
    var worth = 1.0
    return option.cash.months.indices.map { index in
      defer { worth *= factor }
      return TCOMonth(
        option: option, month: index + 1, cash: option.cash.months[index],
        amortized: option.amortized.months[index], cumulative: cumulative[index],
        discounted: option.cash.months[index] * worth,
        cumulativeSaving: staying[index] - cumulative[index],
        nodes: option.kind == .onPremises ? comparison.plan.months[index].nodes.standing : nil)
    }
  }
}
