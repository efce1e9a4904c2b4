/// What one workload would cost on nodes of its own: the `on-prem` option of a recommendation.
package enum OnPremises {
  /// Nodes and dollars of a month once everything stands: the amortized view without growth.
  package struct MonthlyCost: Hashable, Sendable {
    package let nodes: Int
    package let total: USD
    /// Depreciation of the nodes and the migration spread over the horizon.
    package let amortization: USD
  }

  /// The monthly cost for a demand in tokens a second.
  ///
  /// - Parameters:
  ///   - peak: what the nodes are sized for, on the model that `capacity_tokens_per_second` is for.
  ///   - average: what they are busy with, for the power drawn.
  ///   - share: of network, staff and migration, which a site has once for all its workloads.
  package static func monthlyCost(
    forPeak peak: TokensPerSecond, average: TokensPerSecond, share: Ratio = .one,
    _ parameters: TCOParameters
  ) -> MonthlyCost {
    let rates = OnPremisesRates(parameters)
    let standing = rates.nodes(for: peak)
    let nodes = OnPremisesMonth.Nodes(
      needed: standing, bought: 0, retired: 0, standing: standing)
    let costs = rates.costs(
      nodes, energy: rates.energy(standing, at: average), migration: .zero, closing: .zero,
      cloud: .zero)
    let shared = (costs.network + costs.staff) * share.value
    let amortization = costs.depreciation + costs.migrationShare * share.value
    return MonthlyCost(
      nodes: Int(standing),
      total: amortization + costs.power + costs.colocation + costs.maintenance + costs.software
        + shared,
      amortization: amortization)
  }

  /// The same for a fleet that is sized in Lambda's vCPUs for want of token counts.
  package static func monthlyCost(
    forPeak peak: VCPUs, average: VCPUs, share: Ratio = .one, _ parameters: TCOParameters
  ) -> MonthlyCost {
    let rate = parameters[.tokensPerSecondPerVCPU]
    return monthlyCost(
      forPeak: TokensPerSecond(peak.value * rate), average: TokensPerSecond(average.value * rate),
      share: share, parameters)
  }
}
