/// What all workloads of one region, memory size and need of it have in common: fleets that hold them, and
/// options that cannot be priced.
struct RegionalPlacements {
  let offers: RegionalOffers
  let lambda: LambdaOffers
  let fleets: FleetChoice
  /// What has no price without the workload's tokens: listed with the reason, so that nothing an
  /// architect would consider is passed over silently.
  let unpricedWithoutTokens: [PlacementOption]
  private let memory: Megabytes

  init(offers: RegionalOffers, lambda: LambdaOffers, memory: Megabytes, used: Megabytes?) {
    self.memory = memory
    self.lambda = lambda
    self.offers = offers
    fleets = FleetChoice(offers, need: SlotNeed(lambdaMemory: memory, used: used))
    unpricedWithoutTokens =
      offers.accelerated.map { offer in
        PlacementOption(
          name: offer.name, tier: .reserved,
          whyNot: "not priced: how many executions a GPU serves needs the workload's model and "
            + "tokens per request")
      } + [
        PlacementOption(
          name: "bedrock", tier: .lambda,
          whyNot: "not priced: needs the workload's model and tokens per request")
      ]
  }

  func tooSmall(_ group: RegionalOffers.Group) -> PlacementOption {
    left(
      out: group,
      because: "no \(group.architecture.rawValue) size holds one execution of "
        + "\(Shown.number(memory.value)) MB")
  }

  /// No machine of the group answers a request as fast as Lambda does, or holds the model.
  func tooSlow(_ group: RegionalOffers.Group) -> PlacementOption {
    left(
      out: group,
      because: "no \(group.shortName) size with a known token rate holds the model and answers as "
        + "fast as the function does")
  }

  func left(out group: RegionalOffers.Group, because reason: String) -> PlacementOption {
    PlacementOption(
      name: "\(group.service.rawValue)/\(group.shortName)/\(group.term.rawValue)",
      tier: .reserved, whyNot: reason)
  }
}

extension RegionalOffers.Group {
  /// `arm64`, `x86_64`, `gpu`.
  fileprivate var shortName: String { kind == .gpu ? kind.rawValue : architecture.rawValue }
}
