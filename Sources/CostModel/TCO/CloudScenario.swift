/// All workloads under one way of running them in the cloud.
package struct CloudScenario: Hashable, Sendable {
  /// `lambda`, `ec2/ri-1yr`, `cloud-mix`.
  package let name: String
  /// What each workload runs on.
  package let placements: [Placement]
  /// The part of today's month that scales with traffic and is paid as it comes.
  package let variable: USD
  package let fleets: [SteppingFleet]
  package let plans: [PlanCommitment]

  /// One workload and the option it takes in this scenario.
  package struct Placement: Hashable, Sendable {
    package let recommendation: Recommendation
    package let option: PlacementOption
    /// The part of its month that scales with traffic and is paid as it comes.
    package let variable: USD
    /// What is committed to on Lambda.
    package let plan: PlanCommitment?
  }

  package static let current = "lambda"
  /// Each workload on Lambda at the memory and architecture that cost least.
  package static let resized = "lambda/resized"
  /// Each workload on what is cheapest for it today.
  package static let mix = "cloud-mix"

  /// Workloads that stay on Lambda because no option of this kind can take them.
  package var left: Int {
    name == Self.current ? 0 : placements.count { $0.option.name == Self.current }
  }

  /// The longest commitment in it, in years.
  package var commitmentYears: Int {
    max(
      fleets.map(\.kind.offer.term.years).max() ?? 0, plans.map(\.kind.term.years).max() ?? 0)
  }

  package var restsOnUnverifiedPrice: Bool {
    placements.contains(where: \.option.restsOnUnverifiedPrice)
  }

  /// Under which terms something of it is committed to.
  package var terms: [CommitmentTerm] {
    Set(fleets.map(\.kind.offer.term) + plans.map(\.kind.term)).filter { $0 != .onDemand }
      .sorted { $0.rawValue < $1.rawValue }
  }

  package func flow(_ volumes: [Double], priceFactor: Double) -> CloudFlow {
    let months = CostCurve(self).months(volumes)
    func dollars(_ values: [Double]) -> CashFlow { CashFlow(values.map { USD($0 * priceFactor) }) }
    return CloudFlow(
      cash: dollars(months.cash), amortized: dollars(months.amortized),
      closing: USD(months.closing * priceFactor))
  }
}
