/// One workload's part of nodes that several share: the `on-prem` option of its recommendation.
package struct OnPremisesShare: Hashable, Sendable {
  /// The nodes, sized for all who share them.
  package struct Site: Hashable, Sendable {
    package let assumptions: TCOAssumptions
    /// Of all workloads of the report, on it or not.
    package let demand: TCODemand
    /// Workloads on it, this one included.
    package let workloads: Int
    package let peak: TokensPerSecond
    package let average: TokensPerSecond
    package let month: OnPremises.MonthlyCost
    /// Standard deviation of the logarithm of the month, as far as assumptions leave it open.
    package let spread: Double
  }

  package let site: Site
  /// Of this workload, on the model that nodes are measured with.
  package let peak: TokensPerSecond
  package let average: TokensPerSecond
  /// The month of whole nodes for this workload and no other.
  package let alone: OnPremises.MonthlyCost

  /// Of everything but the power that load adds.
  package var share: Ratio { Ratio(peak / site.peak) }

  package var fixed: USD { site.month.fixed * share.value }

  /// Its part of the power that load adds, by the tokens it writes.
  package var busyPower: USD {
    site.average > .zero ? site.month.busyPower * (average / site.average) : .zero
  }

  package var total: USD { fixed + busyPower }
}
