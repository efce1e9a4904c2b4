/// What all workloads of one region, memory size and need of it have in common: fleets that hold them, and
/// options that cannot be priced yet.
struct RegionalPlacements {
  let fleets: FleetChoice
  /// Listed with their reason, so that nothing an architect would consider is passed over silently.
  let unpriced: [PlacementOption]
  private let memory: Megabytes

  init(offers: RegionalOffers, memory: Megabytes, used: Megabytes?) {
    self.memory = memory
    fleets = FleetChoice(offers, need: SlotNeed(lambdaMemory: memory, used: used))
    unpriced =
      offers.accelerated.map { name in
        PlacementOption(
          name: name, tier: .reserved,
          whyNot: "not yet priced: how many executions a GPU serves needs a token rate")
      } + [
        PlacementOption(
          name: "bedrock", tier: .lambda,
          whyNot: "not yet priced: needs the workload's model and tokens per request"),
        PlacementOption(
          name: "on-prem", tier: .repatriate,
          whyNot: "not yet priced: needs the hardware, power and staff assumptions of a TCO model"),
      ]
  }

  func tooSmall(_ group: RegionalOffers.Group) -> PlacementOption {
    left(
      out: group,
      because: "no \(group.architecture.rawValue) size holds one execution of "
        + "\(Shown.number(memory.value)) MB")
  }

  func left(out group: RegionalOffers.Group, because reason: String) -> PlacementOption {
    PlacementOption(
      name: "\(group.service.rawValue)/\(group.architecture.rawValue)/\(group.term.rawValue)",
      tier: .reserved, whyNot: reason)
  }
}
