package import CostModel

extension SampleFleet {
  /// A comparison over five months of the sample fleet with one made-up kind of node beside another.
  package static func comparison(_ given: [TCOKey: Double] = [:]) throws -> TCOComparison {
    try TCOComparer(
      catalogue: OnPremisesCatalogue(figures: siteFigures, nodes: nodes),
      prices: try PriceBook(
        entries: prices, instances: [], lambdaFreeTier: .none),
      node: "small-server",
      given: given.mapValues { TCOAssumptions.Given(value: $0, place: "given with --set") }
    ).compare(report)
  }

  private static let nodes = [
    NodePreset(
      name: "small-server", title: "A server made up for tests",
      figures: [
        figure(.capacityTokensPerSecond, 110, 80...150), figure(.nodePrice, 1500, 1200...2500),
        figure(.nodeLifeMonths, 3, nil), figure(.nodeIdlePower, 0.1, nil),
        figure(.nodeFullPower, 0.4, 0.3...0.5), figure(.nodeRackUnits, 1, nil),
      ]),
    NodePreset(
      name: "boxed-server", title: "A server with a subscription",
      figures: [
        TCOFigure(
          key: .softwarePerNodeYear, value: nil, source: "the vendor", date: "2026-01-01",
          standing: .unverified, note: "nobody publishes it")
      ]),
  ]

  private static let siteFigures = [
    figure(.horizonMonths, 5, nil), figure(.discountRate, 0.08, 0.05...0.12),
    figure(.growthPerMonth, 0.02, 0...0.05), figure(.volumeFactor, 1, nil),
    figure(.cloudPriceFactor, 1, 0.9...1), figure(.peakCoincidence, 1, 0.6...1),
    figure(.tokensPerSecondPerVCPU, 0.75, 0.6...0.9), figure(.leastNodes, 1, nil),
    figure(.spareNodes, 1, nil), figure(.installationShare, 0.1, nil),
    figure(.residualShare, 0.2, 0.1...0.3), figure(.maintenanceSharePerYear, 0.06, nil),
    TCOFigure(
      key: .pue, value: 1.5, plausible: 1.2...2, source: "a survey", date: "2025-07-01",
      standing: .verified),
    figure(.electricityPrice, 0.15, 0.1...0.3), figure(.colocationPerKilowatt, 200, nil),
    figure(.colocationPerRackUnit, 0, nil), figure(.networkPerMonth, 100, nil),
    figure(.staff, 0.02, 0.01...0.05), figure(.staffPerYear, 90_000, nil),
    figure(.softwarePerNodeYear, 0, nil), figure(.migration, 500, 200...2000),
  ]

  private static func figure(
    _ key: TCOKey, _ value: Double, _ plausible: ClosedRange<Double>?
  ) -> TCOFigure {
    TCOFigure(
      key: key, value: value, plausible: plausible, source: "made up", date: "2026-01-01",
      standing: .unverified, note: "made up for tests")
  }
}
