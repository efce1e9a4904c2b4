/// The fleets of a region by what their machines do for one kind of request, accelerators among them.
struct TokenFleets {
  let choice: FleetChoice
  /// By the name of the offer.
  let servers: [String: ServerCapacity]
  /// Accelerated offers, one of each family, whose rate nobody knows.
  let unknown: [String]

  init(_ offers: RegionalOffers, profile: RequestProfile) {
    var machines: [MachineKey: ServerCapacity?] = [:]
    var servers: [String: ServerCapacity] = [:]
    let accelerated = offers.acceleratedGroups.compactMap { group in
      group.keeping { Self.machine(of: $0, profile.rates) != nil }
    }
    let known = Set(accelerated.flatMap(\.offers).map(\.instance.family))
    unknown = offers.accelerated.filter { !known.contains($0.instance.family) }.map(\.name)
    choice = FleetChoice(offers.groups + accelerated) { offer in
      let key = MachineKey(instance: offer.instance.name, reserve: offer.reserve)
      let server =
        machines[key]
        ?? Self.machine(of: offer, profile.rates).flatMap(profile.server(on:))
      machines[key] = .some(server)
      servers[offer.name] = server
      return server.map(profile.slots(of:)) ?? 0
    }
    self.servers = servers
  }

  private struct MachineKey: Hashable {
    let instance: String
    let reserve: InstanceType.Reserve
  }

  /// An accelerated type counts only where the accelerator's own rate is known.
  private static func machine(of offer: InstanceOffer, _ rates: ModelRates) -> Machine? {
    guard let machine = rates.machine(for: .instance(offer.instance.name)),
      (offer.instance.kind == .gpu) == (machine.processor.kind == .accelerator)
    else { return nil }
    return machine.reserving(offer.reserve)
  }
}

extension RegionalOffers.Group {
  /// Nil where nothing is kept.
  fileprivate func keeping(_ isKept: (InstanceOffer) -> Bool) -> Self? {
    let kept = offers.filter(isKept)
    return kept.isEmpty
      ? nil
      : Self(service: service, kind: kind, architecture: architecture, term: term, offers: kept)
  }
}

extension Machine {
  /// What is left when the platform keeps some of it.
  fileprivate func reserving(_ reserve: InstanceType.Reserve) -> Machine? {
    let kept = cores - reserve.vcpus.value / processor.vcpusPerCore
    let memory = memory - Bytes(reserve.memory.value * 1_048_576)
    guard kept > 0, memory > .zero else { return nil }
    return with(cores: kept, memory: memory)
  }
}
