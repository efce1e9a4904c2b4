/// What one node and one site cost a month, worked out once from the inputs.
struct OnPremisesRates {
  let life: Int
  let migration: USD
  /// Price and installation of a node.
  let outlay: USD
  /// What it still fetches at the end of its life.
  let residual: USD
  private let parameters: TCOParameters
  private let horizon: Int

  init(_ parameters: TCOParameters) {
    self.parameters = parameters
    horizon = parameters.horizon
    life = Int(parameters[.nodeLifeMonths])
    migration = USD(parameters[.migration])
    let price = USD(parameters[.nodePrice])
    outlay = price * (1 + parameters[.installationShare])
    residual = price * parameters[.residualShare]
  }

  var depreciation: USD { (outlay - residual) / Double(life) }

  /// max(least, ⌈peak / capacity⌉ + spare), one at least for any peak.
  ///
  /// A billionth of a node is forgiven, so that 3.0000000001, which is rounding, does not buy a fourth.
  func nodes(for peak: TokensPerSecond) -> Double {
    let busy = (peak.value / parameters[.capacityTokensPerSecond] - 1e-9).rounded(.up)
    return max(parameters[.leastNodes], max(1, busy) + parameters[.spareNodes])
  }

  /// Idle power of every node and, for the share that is busy, what full load adds; times PUE, 730 h.
  ///
  /// Worked: two nodes of 0.3 to 0.8 kW, a quarter of one busy, PUE 1.54: 0.725 kW, 815.0 kWh.
  func energy(_ nodes: Double, at average: TokensPerSecond) -> KilowattHours {
    let idle = parameters[.nodeIdlePower]
    let busy = min(nodes, average.value / parameters[.capacityTokensPerSecond])
    let load = Kilowatts(nodes * idle + busy * (parameters[.nodeFullPower] - idle))
    return (load * parameters[.pue]).over(.month)
  }

  /// Straight-line worth at the horizon of what was bought in each month and still stands.
  func bookValue(of bought: [Double]) -> USD {
    var worth = USD.zero
    for (index, nodes) in bought.enumerated() where horizon - index <= life {
      worth += nodes * (outlay - depreciation * Double(horizon - index))
    }
    return worth
  }

  func costs(
    _ nodes: OnPremisesMonth.Nodes, energy: KilowattHours, migration: USD, closing: USD, cloud: USD
  ) -> OnPremisesMonth.Costs {
    let perNode = USD(
      parameters[.nodeFullPower] * parameters[.colocationPerKilowatt]
        + parameters[.nodeRackUnits] * parameters[.colocationPerRackUnit])
    let maintenance = USD(parameters[.nodePrice] * parameters[.maintenanceSharePerYear] / 12)
    return OnPremisesMonth.Costs(
      purchase: outlay * nodes.bought, residual: residual * nodes.retired, closing: closing,
      depreciation: depreciation * nodes.standing,
      power: Price<KilowattHours>(parameters[.electricityPrice]) * energy,
      colocation: perNode * nodes.standing, maintenance: maintenance * nodes.standing,
      network: USD(parameters[.networkPerMonth]),
      staff: USD(parameters[.staff] * parameters[.staffPerYear] / 12),
      software: USD(parameters[.softwarePerNodeYear] / 12) * nodes.standing,
      migration: migration, migrationShare: self.migration / Double(horizon), cloud: cloud)
  }
}
