import CostModel

extension Payback {
  /// `month 14`, for tables and programs alike.
  var shown: String {
    switch self {
    case .isCurrent: "current"
    case .month(1): "at once"
    case .month(let month): "month \(month)"
    case .onlyWithResidual(let month): "month \(month), by residual value"
    case .never: "never"
    }
  }
}

extension RateOfReturn {
  /// Why there is no rate; nil where there is one.
  var absence: String? {
    if case .none(let absence) = self { return absence.sentence }
    return nil
  }

  /// `34.2 %` a year; more than tenfold is no figure to plan with.
  var shown: String? {
    rate.map { $0.annual > 10 ? ">1,000 %" : Ratio($0.annual).percent }
  }
}

extension TCOComparison.OtherNode {
  var priced: (nodes: Int, total: USD, presentValue: USD)? {
    if case .priced(let nodes, let total, let value) = outcome { return (nodes, total, value) }
    return nil
  }

  var whyNot: String? {
    if case .unpriced(let reason) = outcome { return reason }
    return nil
  }
}

extension TCOFigure {
  /// `26,000`; more digits the smaller the figure.
  var shown: String { value.map(Self.shown) ?? "n/a" }

  static func shown(_ value: Double) -> String {
    let places = value.magnitude >= 100 ? 1 : value.magnitude >= 1 ? 3 : 6
    return ShortestDecimal(value).rounded(toPlaces: places).text(grouped: true)
  }
}

/// The months of one year of the plan, added.
struct PlanYear {
  let year: Int
  let months: ArraySlice<OnPremisesMonth>

  static func all(of plan: OnPremisesPlan) -> [PlanYear] {
    stride(from: 0, to: plan.months.count, by: 12).map { start in
      PlanYear(
        year: start / 12 + 1, months: plan.months[start..<min(start + 12, plan.months.count)])
    }
  }

  var title: String {
    months.count == 12 ? "\(year)" : "\(year) (\(TCOComparison.months(months.count)))"
  }

  /// At the end of the year.
  var nodes: Double { months.last?.nodes.standing ?? 0 }

  func sum(_ cost: (OnPremisesMonth.Costs) -> USD) -> USD { months.map { cost($0.costs) }.sum() }
}
