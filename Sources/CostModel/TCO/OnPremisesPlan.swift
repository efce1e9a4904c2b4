/// Nodes of one's own over the horizon: bought for the peak as it grows, replaced at the end of their life.
///
/// A node costs C = price × (1 + installation) and loses C − S evenly over its life, S = residual
/// share × price; what still stands when the horizon ends counts at its book value. So cash and
/// amortized views have the same sum. Worked: C = $29,250, S = $7,800, 36 months: $595.83 a month.
package struct OnPremisesPlan: Hashable, Sendable {
  package let months: [OnPremisesMonth]

  /// - Parameter cloud: what of today's month stays in the cloud, to grow with traffic.
  package init(_ parameters: TCOParameters, cloud: USD) {
    let rates = OnPremisesRates(parameters)
    let volumes = parameters.volumes
    let (today, usual) = (parameters.peak, parameters.average)
    let remainder = cloud * parameters[.cloudPriceFactor]
    var bought: [Double] = []
    bought.reserveCapacity(volumes.count)
    months = volumes.enumerated().map { index, volume in
      let peak = today * volume
      let average = usual * volume
      let needed = rates.nodes(for: peak)
      let kept = bought.suffix(rates.life - 1).reduce(0, +)
      bought.append(max(0, needed - kept))
      let nodes = OnPremisesMonth.Nodes(
        needed: needed, bought: bought[index],
        retired: index >= rates.life ? bought[index - rates.life] : 0,
        standing: kept + bought[index])
      let energy = rates.energy(nodes.standing, at: average)
      let isLast = index == volumes.count - 1
      return OnPremisesMonth(
        month: index + 1, volume: volume, peak: peak, average: average, nodes: nodes,
        energy: energy,
        costs: rates.costs(
          nodes, energy: energy, migration: index == 0 ? rates.migration : .zero,
          closing: isLast ? rates.bookValue(of: bought) : .zero,
          cloud: remainder * volume))
    }
  }

  package var cash: CashFlow { CashFlow(months.map(\.costs.cash)) }
  package var amortized: CashFlow { CashFlow(months.map(\.costs.amortized)) }

  /// What the nodes are worth at the end of the horizon, received in its last month.
  package var closing: USD { months.last?.costs.closing ?? .zero }
}
