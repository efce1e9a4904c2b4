/// The 90 % interval of an option's month: distances of what traffic, token rate and assumptions leave
/// open, added as squares.
struct IntervalExplainer {
  let analysis: WorkloadAnalysis
  let origins: SettingOrigins

  /// Traffic at the ends of its interval, against the traffic seen.
  var volumes: [Explanation.Figure] {
    let volume = VolumeInterval(analysis)
    let utilization = analysis.utilization
    return [
      (Self.lowVolume, volume.low, "low end of the utilization", utilization.low),
      (Self.highVolume, volume.high, "high end of the utilization", utilization.high),
    ].map { name, value, end, bound in
      let isGiven = analysis.profile.isForeseen || utilization.value == .zero
      return .init(
        name: name, value: value, unit: Ratio.unit,
        formula: isGiven
          ? .method("traffic", 1, Ratio.unit, "given, not measured")
          : .quotient(
            .metric(end, bound.value, Ratio.unit, "days of the window resampled, method 2"),
            .figure("utilization", utilization.value)))
    }
  }

  private static let lowVolume = "traffic at the low end"
  private static let highVolume = "traffic at the high end"

  func figures(_ option: PlacementOption, _ cost: OptionCost) -> [Explanation.Figure] {
    let interval = cost.interval(VolumeInterval(analysis))
    let volume = VolumeInterval(analysis)
    let total = Expression.month(of: option, cost.total)
    let zero = Expression.method("nothing", 0, USD.unit, "no month costs less")
    let low = distances(
      option, cost, volume: .figure(Self.lowVolume, Ratio(volume.low)), sign: 1)
    let high = distances(
      option, cost, volume: .figure(Self.highVolume, Ratio(volume.high)), sign: -1)
    return [
      .init(
        name: "low end of \(option.name)", value: interval.low.value, unit: USD.unit,
        formula: .most(zero, .difference(total, .distance(low)))),
      .init(
        name: "high end of \(option.name)", value: interval.high.value, unit: USD.unit,
        formula: .sum([total, .distance(high)])),
    ]
  }

  /// - Parameter sign: 1 where machines are faster and assumptions turn out cheaper, -1 at the other end.
  private func distances(
    _ option: PlacementOption, _ cost: OptionCost, volume: Expression, sign: Double
  ) -> [Expression] {
    let one = Expression.method("as seen", 1, Ratio.unit, "the month itself")
    let grows = Expression.method(
      "what grows with traffic", cost.variable.value, USD.unit,
      "duration, requests and durable state of \(option.name)")
    var parts: [Expression] = [.product([grows, .difference(volume, one)])]
    if cost.spread > 0 {
      let speed = factor(
        sign * cost.spread, "spread of the token rate", .calibration,
        "standard deviation of its logarithm, method 8")
      parts.append(bySpeed(option, cost, speed))
    }
    if cost.fixedSpread > 0 {
      let price = factor(
        -sign * cost.fixedSpread, "spread of the assumptions", .assumption,
        "standard deviation of the fixed part's logarithm in 500 draws, method 12")
      let fixed = Expression.method(
        "fixed", cost.fixed.value, USD.unit, "the fixed part of \(option.name)")
      parts.append(.product([fixed, .difference(price, one)]))
    }
    return parts
  }

  private func factor(
    _ spread: Double, _ name: String, _ origin: ExplainedInput.Origin, _ source: String
  ) -> Expression {
    .exponential(
      .product([
        .method(
          "deviations of a 90 % interval", RateInterval.deviations, "1", "of a normal variable"),
        .input(ExplainedInput(name, spread, "1", origin, source)),
      ]))
  }

  private func bySpeed(_ option: PlacementOption, _ cost: OptionCost, _ speed: Expression)
    -> Expression
  {
    let one = Expression.method("as estimated", 1, Ratio.unit, "the token rate itself")
    let running = Expression.product([
      .method(
        "duration", cost.duration.value, USD.unit, "what \(option.name) charges by the second"),
      .difference(.quotient(one, speed), one),
    ])
    guard let fleet = cost.fleet else { return running }
    let instances = FleetExplainer.instances(
      fleet, of: option, speed: speed, spare: origins("redundancy"))
    let more = Expression.product([
      .difference(
        instances, .figure("instances of \(option.name)", Executions(Double(fleet.instances())))),
      .method("month of one instance", fleet.monthly.value, USD.unit, "hours × price"),
    ])
    return cost.duration > .zero ? .sum([more, running]) : more
  }
}

extension Expression {
  /// The month of an option as a figure of the same explanation.
  static func month(of option: PlacementOption, _ cost: USD) -> Self {
    .figure(option.name == "lambda" ? "monthly cost now" : "monthly cost of \(option.name)", cost)
  }
}
