/// What one node and one site cost a month, worked out once from the inputs.
struct OnPremisesRates {
  let life: Int
  let migration: USD
  /// Price and installation of a node.
  let outlay: USD
  /// What it still fetches at the end of its life.
  let residual: USD
  /// What a node loses in a month of its life.
  let depreciation: USD
  private let horizon: Int
  private let sizing: Sizing
  private let electricity: Electricity
  private let node: NodeMonth
  private let site: SiteMonth

  private struct Sizing {
    let capacity: Double
    let least: Double
    let spare: Double
  }

  private struct Electricity {
    let idle: Double
    let full: Double
    let pue: Double
    let price: Price<KilowattHours>
  }

  /// What every standing node costs a month.
  private struct NodeMonth {
    let colocation: USD
    let maintenance: USD
    let software: USD
  }

  /// What a site costs a month, however many nodes stand.
  private struct SiteMonth {
    let network: USD
    let staff: USD
  }

  init(_ parameters: TCOParameters) {
    let price = USD(parameters[.nodePrice])
    horizon = parameters.horizon
    life = Int(parameters[.nodeLifeMonths])
    migration = USD(parameters[.migration])
    outlay = price * (1 + parameters[.installationShare])
    residual = price * parameters[.residualShare]
    depreciation = (outlay - residual) / Double(life)
    sizing = Sizing(
      capacity: parameters[.capacityTokensPerSecond], least: parameters[.leastNodes],
      spare: parameters[.spareNodes])
    electricity = Electricity(
      idle: parameters[.nodeIdlePower], full: parameters[.nodeFullPower], pue: parameters[.pue],
      price: Price(parameters[.electricityPrice]))
    node = NodeMonth(
      colocation: USD(
        parameters[.nodeFullPower] * parameters[.colocationPerKilowatt]
          + parameters[.nodeRackUnits] * parameters[.colocationPerRackUnit]),
      maintenance: price * parameters[.maintenanceSharePerYear] / 12,
      software: USD(parameters[.softwarePerNodeYear] / 12))
    site = SiteMonth(
      network: USD(parameters[.networkPerMonth]),
      staff: USD(parameters[.staff] * parameters[.staffPerYear] / 12))
  }

  /// max(least, ⌈peak / capacity⌉ + spare), one at least for any peak.
  ///
  /// A billionth of a node is forgiven: 3.0000000001, which is rounding, does not buy a fourth.
  func nodes(for peak: TokensPerSecond) -> Double {
    let busy = (peak.value / sizing.capacity - 1e-9).rounded(.up)
    return max(sizing.least, max(1, busy) + sizing.spare)
  }

  /// Idle power of every node and, for the share that is busy, what full load adds; × PUE × 730 h.
  ///
  /// Worked: two nodes of 0.3 to 0.8 kW, a quarter of one busy, PUE 1.54: 0.725 kW, 815.0 kWh.
  func energy(_ nodes: Double, at average: TokensPerSecond) -> KilowattHours {
    let busy = min(nodes, average.value / sizing.capacity)
    let load = nodes * electricity.idle + busy * (electricity.full - electricity.idle)
    return Kilowatts(load * electricity.pue).over(.month)
  }

  /// What a load adds to the power of nodes that are not full.
  func busyPower(at average: TokensPerSecond) -> USD {
    let kilowatts = average.value / sizing.capacity * (electricity.full - electricity.idle)
    return electricity.price * Kilowatts(kilowatts * electricity.pue).over(.month)
  }

  /// Straight-line worth at the horizon of what was bought in each month and still stands.
  func bookValue(of bought: [Double]) -> USD {
    var worth = USD.zero
    for (index, nodes) in bought.enumerated() where nodes > 0 && horizon - index <= life {
      worth += nodes * (outlay - depreciation * Double(horizon - index))
    }
    return worth
  }

  func costs(
    _ nodes: OnPremisesMonth.Nodes, energy: KilowattHours, migration: USD, closing: USD, cloud: USD
  ) -> OnPremisesMonth.Costs {
    OnPremisesMonth.Costs(
      purchase: outlay * nodes.bought, residual: residual * nodes.retired, closing: closing,
      depreciation: depreciation * nodes.standing, power: electricity.price * energy,
      colocation: node.colocation * nodes.standing,
      maintenance: node.maintenance * nodes.standing, network: site.network, staff: site.staff,
      software: node.software * nodes.standing, migration: migration,
      migrationShare: self.migration / Double(horizon), cloud: cloud)
  }
}
