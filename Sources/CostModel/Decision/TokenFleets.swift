/// The fleets of a region by what their machines do for one kind of request, accelerators among them.
struct TokenFleets {
  let choice: FleetChoice
  /// By the name of the offer.
  let servers: [String: ServerCapacity]

  init(_ offers: RegionalOffers, profile: RequestProfile) {
    var machines: [MachineKey: ServerCapacity?] = [:]
    var servers: [String: ServerCapacity] = [:]
    choice = FleetChoice(offers.groups + offers.acceleratedGroups) { offer in
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

extension Machine {
  /// What is left when the platform keeps some of it.
  fileprivate func reserving(_ reserve: InstanceType.Reserve) -> Machine? {
    let kept = cores - reserve.vcpus.value / processor.vcpusPerCore
    let memory = memory - Bytes(reserve.memory.value * 1_048_576)
    guard kept > 0, memory > .zero else { return nil }
    return with(cores: kept, memory: memory)
  }
}
