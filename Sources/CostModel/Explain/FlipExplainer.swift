/// How sure the choice is, and where it would turn.
struct FlipExplainer {
  let recommendation: Recommendation

  private var analysis: WorkloadAnalysis { recommendation.analysis }

  var figures: [Explanation.Figure] {
    [probability].compactMap { $0 } + recommendation.flips.compactMap(figure)
  }

  private var probability: Explanation.Figure? {
    guard let share = recommendation.probabilityCheapest else { return nil }
    let draws = Double(BlockBootstrap.standardReplicates)
    return .init(
      name: "probability that \(recommendation.chosen.name) is the cheapest", value: share.value,
      unit: Ratio.unit,
      formula: .quotient(
        .method(
          "draws in which nothing costs less", (share.value * draws).rounded(), "draw",
          "each prices every option with days resampled, token rates and assumptions varied, method 13"
        ), .method("draws", draws, "draw", "from a fixed seed")))
  }

  private func option(_ name: String?) -> (option: PlacementOption, cost: OptionCost)? {
    recommendation.options.first { $0.name == name }.flatMap { option in
      option.cost.map { (option, $0) }
    }
  }

  private func figure(_ flip: Flip) -> Explanation.Figure? {
    let subject = flip.subject.map { " of \($0)" } ?? ""
    let direction = flip.factor < 1 ? "falling" : "rising"
    let name = "flip to \(flip.winner) by \(direction) \(words(flip))\(subject)"
    return formula(flip).map {
      .init(name: name, value: flip.value, unit: unit(flip), formula: $0)
    }
  }

  private func words(_ flip: Flip) -> String {
    switch flip.variable {
    case .utilization: "utilization"
    case .price: "price"
    case .tokensPerSecond: "tokens a second"
    }
  }

  private func unit(_ flip: Flip) -> String {
    flip.variable == .tokensPerSecond ? TokensPerSecond.unit : Ratio.unit
  }

  private func formula(_ flip: Flip) -> Expression? {
    switch flip.variable {
    case .utilization: byTraffic(flip)
    case .price: byPrice(flip)
    case .tokensPerSecond: bySpeed(flip)
    }
  }

  private func part(_ name: String, _ value: USD, _ option: PlacementOption) -> Expression {
    .method("\(name) of \(option.name)", value.value, USD.unit, "part of its monthly cost")
  }

  /// U × (F₂ − F₁) / (V₁ − V₂).
  private func byTraffic(_ flip: Flip) -> Expression? {
    guard let own = option(flip.against), let rival = option(flip.winner) else { return nil }
    return .quotient(
      .product([
        .figure("utilization", analysis.utilization.value),
        .difference(
          part("fixed part", rival.cost.fixed, rival.option),
          part("fixed part", own.cost.fixed, own.option)),
      ]),
      .difference(
        part("what grows with traffic", own.cost.variable, own.option),
        part("what grows with traffic", rival.cost.variable, rival.option)))
  }

  /// What the other costs, as the month of the one named in `subject` must come to it.
  private func goal(_ flip: Flip) -> (PlacementOption, OptionCost, Expression)? {
    guard let subject = option(flip.subject),
      let other = option(flip.subject == flip.winner ? flip.against : flip.winner)
    else { return nil }
    return (subject.option, subject.cost, .month(of: other.option, other.cost.total))
  }

  private func byPrice(_ flip: Flip) -> Expression? {
    guard let (option, cost, goal) = goal(flip) else { return nil }
    return .quotient(
      .difference(goal, part("durable state", cost.durable, option)),
      part("all but durable state", cost.priced, option))
  }

  private func bySpeed(_ flip: Flip) -> Expression? {
    guard let (option, cost, goal) = goal(flip), let rate = option.decode else { return nil }
    let present = Expression.input(
      ExplainedInput(
        "tokens a second", rate.mid.value, TokensPerSecond.unit, .calibration,
        "\(rate.provenance.rawValue): \(rate.basis)"))
    guard let fleet = cost.fleet else {
      let rest = part("all but duration", cost.total - cost.duration, option)
      return .product([
        present, .quotient(part("duration", cost.duration, option), .difference(goal, rest)),
      ])
    }
    let affordable = Expression.floor(
      .quotient(
        .difference(goal, part("what grows with traffic", cost.variable, option)),
        .method("month of one instance", fleet.monthly.value, USD.unit, "hours × price")))
    let busy = Expression.difference(
      affordable, .method("spare", Double(fleet.spare), "instance", "redundancy"))
    let peak = Expression.metric("slots", Double(fleet.peak), "execution", "as in utilization")
    guard let speed = flip.speed else {
      let slots = Expression.method(
        "executions an instance takes over", fleet.slots, "execution", "method 4")
      return .product([present, .quotient(peak, .product([slots, busy]))])
    }
    return .product([present, pace(speed), load(speed, peak: peak, instances: busy)])
  }

  /// T(b) / T_Lambda: how much faster a request must be where so many run at once.
  private func pace(_ speed: FleetSpeed) -> Expression {
    .quotient(
      .input(
        ExplainedInput(
          "seconds of a request among \(speed.streams)", speed.requestSeconds, "second",
          .calibration, "T(b), method 8")),
      .input(
        ExplainedInput(
          "seconds of a request on Lambda", speed.slowest, "second", .calibration,
          "T(1) of the function, method 8")))
  }

  private func load(_ speed: FleetSpeed, peak: Expression, instances: Expression) -> Expression {
    .most(
      .method("one", 1, Ratio.unit, "no request may be slower than on Lambda"),
      .quotient(
        peak,
        .product([
          instances,
          .method(
            "requests at once on an instance", Double(speed.nodes * speed.streams), "request",
            "streams of each NUMA node"),
        ])))
  }
}
