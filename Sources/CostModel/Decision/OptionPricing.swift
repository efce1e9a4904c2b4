/// Prices every placement of one workload.
struct OptionPricing {
  let analysis: WorkloadAnalysis
  let now: LambdaCost
  let placements: RegionalPlacements
  let redundancy: Redundancy
  /// Nil where the workload's model or tokens are not known: fleets are then sized in slots.
  let tokens: TokenPricing?

  /// Every placement but on-prem, in the order of `stands(_:before:)`.
  func options() -> [PlacementOption] {
    let fleets = tokens?.fleets.choice ?? placements.fleets
    let rest = tokens?.unchosen ?? placements.unpricedWithoutTokens
    let lambda = LambdaOptions(
      analysis: analysis, now: now, offers: placements.lambda, tokens: tokens)
    return ([lambda.stay] + lambda.changes + fleets.groups.map(cheapestFleet) + rest)
      .sorted(by: Self.stands)
  }

  /// Feasible ones by cost first, then infeasible ones by cost, those without a price last, by name.
  static func stands(_ left: PlacementOption, before right: PlacementOption) -> Bool {
    if left.isFeasible != right.isFeasible { return left.isFeasible }
    return switch (left.monthlyCost, right.monthlyCost) {
    case (let a?, let b?) where a != b: a < b
    case (.some, nil): true
    case (nil, .some): false
    default: left.name < right.name
    }
  }

  private func cheapestFleet(_ group: FleetChoice.Group) -> PlacementOption {
    let peak = analysis.utilization.slots
    guard peak > 0 else {
      return placements.left(
        out: group.offers, because: "nothing ran: there is no peak to size for")
    }
    guard let fleet = group.cheapest(forPeak: peak, redundancy: redundancy) else {
      return tokens == nil
        ? placements.tooSmall(group.offers) : placements.tooSlow(group.offers)
    }
    let variable = fleet.offer.perRequest.map { $0 * analysis.monthlyRequests } ?? .zero
    let server = tokens?.fleets.servers[fleet.offer.name]
    let cost = OptionCost(
      fixed: fleet.monthlyCost, requests: variable, durable: now.durable, fleet: fleet.sizing,
      otherwise: fleet.otherwise, spread: server?.decode.spread ?? 0)
    return PlacementOption(
      name: fleet.offer.name, tier: .reserved,
      whyNot: fleet.offer.priceStatus == .unverified ? Self.unconfirmed : nil,
      cost: cost,
      breakevenUtilization: BreakEven.utilization(
        now: analysis.utilization.value, fixed: fleet.monthlyCost, lambda: now.vanishing,
        variable: variable),
      instances: fleet.instances, offer: fleet.offer,
      perMillionOutputTokens: tokens?.perMillionOutputTokens(cost.total),
      requestSeconds: server.flatMap {
        tokens?.requestSeconds($0, instances: fleet.instances)
      },
      decode: server?.decode,
      capacity: server.map { $0.tokensPerSecond * Double(fleet.instances) },
      provenance: server?.decode.provenance ?? .list,
      restsOnUnverifiedPrice: fleet.offer.priceStatus.isUnsure)
  }

  /// Nobody can defend money saved at a price that no source gives.
  private static let unconfirmed =
    "no source confirms its price: set it in pricing.overrides to have it considered"
}
