/// What nodes of one's own cost a month, for a demand that stays as it is.
package enum OnPremises {
  /// Dollars of a month once everything stands: the amortized view without growth.
  package struct MonthlyCost: Hashable, Sendable {
    /// For the peak, with the spare ones.
    package let nodes: Int
    package let idleEnergy: KilowattHours
    package let busyEnergy: KilowattHours
    package let depreciation: USD
    /// Of the migration, spread over the horizon.
    package let migration: USD
    package let colocation: USD
    package let maintenance: USD
    package let software: USD
    package let network: USD
    package let staff: USD
    /// Of all nodes doing nothing.
    package let idlePower: USD
    /// What their load adds: it alone follows the traffic.
    package let busyPower: USD

    package var amortization: USD { depreciation + migration }

    /// All that is paid whatever the traffic.
    package var fixed: USD {
      amortization + colocation + maintenance + software + network + staff + idlePower
    }

    package var total: USD { fixed + busyPower }
  }

  /// The monthly cost for a demand in tokens a second.
  ///
  /// - Parameters:
  ///   - peak: what the nodes are sized for, on the model that `capacity_tokens_per_second` is for.
  ///   - average: what they are busy with, for the power drawn.
  package static func monthlyCost(
    forPeak peak: TokensPerSecond, average: TokensPerSecond, _ parameters: TCOParameters
  ) -> MonthlyCost {
    monthlyCost(forPeak: peak, average: average, OnPremisesRates(parameters))
  }

  /// The same with the inputs worked out once for many demands.
  static func monthlyCost(
    forPeak peak: TokensPerSecond, average: TokensPerSecond, _ rates: OnPremisesRates
  ) -> MonthlyCost {
    let standing = rates.nodes(for: peak)
    let nodes = OnPremisesMonth.Nodes(
      needed: standing, bought: 0, retired: 0, standing: standing)
    let (idle, full) = (
      rates.energy(standing, at: .zero), rates.energy(standing, at: average)
    )
    func costs(_ energy: KilowattHours) -> OnPremisesMonth.Costs {
      rates.costs(nodes, energy: energy, migration: .zero, closing: .zero, cloud: .zero)
    }
    let standby = costs(idle)
    return MonthlyCost(
      nodes: Int(standing), idleEnergy: idle, busyEnergy: full - idle,
      depreciation: standby.depreciation, migration: standby.migrationShare,
      colocation: standby.colocation, maintenance: standby.maintenance,
      software: standby.software, network: standby.network, staff: standby.staff,
      idlePower: standby.power, busyPower: costs(full - idle).power)
  }
}
