/// A month of nodes of one's own as formulas of its inputs.
struct NodesExplainer {
  let assumptions: TCOAssumptions
  /// What tells these nodes from others in an explanation: `the shared nodes`.
  let name: String
  let peak: TokensPerSecond
  let average: TokensPerSecond
  let month: OnPremises.MonthlyCost

  var figures: [Explanation.Figure] { [nodes, fixed, power, total] }

  var fixedName: String { "fixed month of \(name)" }
  var powerName: String { "power of the load of \(name)" }
  var totalName: String { "monthly cost of \(name)" }
  private var countName: String { "number of \(name)" }

  func input(_ key: TCOKey) -> Expression { .assumption(key, in: assumptions) }

  private var count: Expression { .figure(countName, Executions(Double(month.nodes))) }

  private var load: Expression {
    .method("peak of \(name)", peak.value, TokensPerSecond.unit, "of all who share them, added")
  }

  private var nodes: Explanation.Figure {
    // What rounding leaves of a whole node does not buy another.
    let busy = Expression.ceiling(
      .difference(
        .quotient(load, input(.capacityTokensPerSecond)),
        .method("rounding", 1e-9, "node", "forgiven")))
    let one = Expression.method("one", 1, "node", "at least one for any peak")
    return .init(
      name: countName, value: Double(month.nodes), unit: "node",
      formula: .most(input(.leastNodes), .sum([.most(one, busy), input(.spareNodes)])))
  }

  private var fixed: Explanation.Figure {
    let one = Expression.method("whole", 1, Ratio.unit, "the price itself")
    let loss = Expression.quotient(
      .product([
        input(.nodePrice),
        .difference(.sum([one, input(.installationShare)]), input(.residualShare)),
      ]), input(.nodeLifeMonths))
    let twelve = Expression.method("months of a year", 12, "month", "12")
    let perNode = Expression.sum([
      loss,
      .product([input(.nodeFullPower), input(.colocationPerKilowatt)]),
      .product([input(.nodeRackUnits), input(.colocationPerRackUnit)]),
      .quotient(.product([input(.nodePrice), input(.maintenanceSharePerYear)]), twelve),
      .quotient(input(.softwarePerNodeYear), twelve),
      .product([input(.nodeIdlePower), input(.pue), Self.hours, input(.electricityPrice)]),
    ])
    return .init(
      name: fixedName, value: month.fixed.value, unit: USD.unit,
      formula: .sum([
        .product([count, perNode]), input(.networkPerMonth),
        .quotient(.product([input(.staff), input(.staffPerYear)]), twelve),
        .quotient(input(.migration), input(.horizonMonths)),
      ]))
  }

  private var power: Explanation.Figure {
    let busy = Expression.quotient(
      .method(
        "average of \(name)", average.value, TokensPerSecond.unit, "of all who share them, added"),
      input(.capacityTokensPerSecond))
    return .init(
      name: powerName, value: month.busyPower.value, unit: USD.unit,
      formula: .product([
        .least(count, busy),
        .difference(input(.nodeFullPower), input(.nodeIdlePower)), input(.pue), Self.hours,
        input(.electricityPrice),
      ]))
  }

  private var total: Explanation.Figure {
    .init(
      name: totalName, value: month.total.value, unit: USD.unit,
      formula: .sum([.figure(fixedName, month.fixed), .figure(powerName, month.busyPower)]))
  }

  private static var hours: Expression {
    .method("hours of a month", Hours.month.value, Hours.unit, "730")
  }
}

extension Expression {
  /// An input of nodes of one's own, with who says so.
  static func assumption(_ key: TCOKey, in assumptions: TCOAssumptions) -> Self {
    let figure = assumptions.figure(key)
    let origin: ExplainedInput.Origin =
      switch figure?.standing {
      case .given: .configuration
      case .measured: .metric
      default: .assumption
      }
    let note = [figure?.standing.rawValue, figure?.source, figure?.date, figure?.note]
      .compactMap { $0 }
    return .input(
      ExplainedInput(
        key.rawValue, assumptions.parameters[key], key.unit, origin,
        note.joined(separator: ", ")))
  }
}
