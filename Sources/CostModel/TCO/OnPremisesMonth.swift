/// One month of nodes of one's own: how many stand, and what they cost.
package struct OnPremisesMonth: Hashable, Sendable {
  /// From 1.
  package let month: Int
  /// Traffic against the window's.
  package let volume: Double
  package let peak: TokensPerSecond
  package let average: TokensPerSecond
  package let nodes: Nodes
  package let energy: KilowattHours
  package let costs: Costs

  /// Machines at the start of the month; whole numbers, as `Double` because demand may grow without bound.
  package struct Nodes: Hashable, Sendable {
    /// For the peak, with the spare ones.
    package let needed: Double
    package let bought: Double
    /// At the end of their life, sold for the residual value.
    package let retired: Double
    package let standing: Double
  }

  /// Dollars of the month; `residual` and `closing` are received.
  package struct Costs: Hashable, Sendable {
    package let purchase: USD
    /// For nodes at the end of their life.
    package let residual: USD
    /// Book value of the nodes still standing when the horizon ends; zero before.
    package let closing: USD
    package let depreciation: USD
    package let power: USD
    package let colocation: USD
    package let maintenance: USD
    package let network: USD
    package let staff: USD
    package let software: USD
    /// Paid in the first month.
    package let migration: USD
    /// The same spread evenly over the horizon.
    package let migrationShare: USD
    /// What stays in the cloud: durable state.
    package let cloud: USD

    package var running: USD {
      power + colocation + maintenance + network + staff + software + cloud
    }

    /// What is paid in the month.
    package var cash: USD { purchase - residual - closing + migration + running }

    /// What the month is charged with: nodes by straight-line depreciation, migration spread.
    package var amortized: USD { depreciation + migrationShare + running }
  }
}
