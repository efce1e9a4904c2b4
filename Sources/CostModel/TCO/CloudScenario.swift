/// All workloads under one way of running them in the cloud.
package struct CloudScenario: Hashable, Sendable {
  /// `lambda`, `ec2/ri-1yr`, `cloud-mix`.
  package let name: String
  /// What each workload runs on.
  package let placements: [Placement]
  /// The part of today's month that scales with traffic.
  package let variable: USD
  package let fleets: [SteppingFleet]

  /// One workload and the option it takes in this scenario.
  package struct Placement: Hashable, Sendable {
    package let recommendation: Recommendation
    package let option: PlacementOption
    /// The part of its month that scales with traffic.
    package let variable: USD
  }

  package static let current = "lambda"
  /// Each workload on what is cheapest for it today.
  package static let mix = "cloud-mix"

  /// Workloads that stay on Lambda because no option of this kind can take them.
  package var left: Int {
    name == Self.current ? 0 : placements.count { $0.option.name == Self.current }
  }

  /// The longest commitment in it, in years.
  package var commitmentYears: Int {
    placements.compactMap(\.option.offer?.term.years).max() ?? 0
  }

  package var restsOnUnverifiedPrice: Bool {
    placements.contains(where: \.option.restsOnUnverifiedPrice)
  }

  /// What is paid each month; all commitments are without upfront payment, so it is the amortized view too.
  package func cash(_ volumes: [Double], priceFactor: Double) -> CashFlow {
    let curve = CostCurve(self)
    return CashFlow(volumes.map { USD(curve.month(at: $0) * priceFactor) })
  }
}
