/// Solves for what would make another place the cheapest.
///
/// Places are told apart by service: another term or size on the same service changes the bill and not
/// the place. Managed Instances are EC2's, whose prices and terms they follow. All is closed form: costs
/// are straight lines in the traffic, in prices and in the inverse of a function's speed, and steps in
/// the speed of a fleet.
struct PlacementFlips {
  private struct Candidate {
    let option: PlacementOption
    let cost: OptionCost
    var total: USD { cost.total }
  }

  private let utilization: Ratio
  private let cheapest: Candidate
  /// All options of the cheapest one's place.
  private let own: [Candidate]
  private let rivals: [Candidate]
  /// Of fleets sized in tokens, by the name of the option.
  private let servers: [String: ServerCapacity]

  /// Nil where the cheapest option's cost is not known part by part, or nothing ran.
  init?(
    cheapest: PlacementOption, among options: [PlacementOption], utilization: Ratio,
    servers: [String: ServerCapacity] = [:]
  ) {
    guard let cost = cheapest.cost, utilization > .zero else { return nil }
    self.utilization = utilization
    self.servers = servers
    self.cheapest = Candidate(option: cheapest, cost: cost)
    let candidates = options.compactMap { option in
      option.isFeasible ? option.cost.map { Candidate(option: option, cost: $0) } : nil
    }
    own = candidates.filter { $0.option.place == cheapest.place }
    rivals = candidates.filter { $0.option.place != cheapest.place }
  }

  /// At most one on either side of today for each variable, the utilization first.
  var flips: [Flip] {
    [utilizations, prices, speeds].flatMap { found in
      [
        found.filter { $0.factor < 1 }.max { $0.factor < $1.factor },
        found.filter { $0.factor > 1 }.min { $0.factor < $1.factor },
      ].compactMap { $0 }
    }
  }

  /// v* = (F_rival − F) / (variable − variable_rival): $100 + $0 · v against $50 · v cross at v = 2.
  private var utilizations: [Flip] {
    rivals.flatMap { rival in
      own.compactMap { option in
        let slope = option.cost.variable - rival.cost.variable
        let volume = (rival.cost.fixed - option.cost.fixed) / slope
        guard volume.isFinite, volume > 0, volume * utilization.value <= 1,
          isCheapestOfPlace(option, at: volume)
        else { return nil }
        return Flip(
          variable: .utilization, subject: nil, present: utilization.value,
          value: utilization.value * volume, winner: rival.option.name,
          against: option.option.name)
      }
    }
  }

  /// Other traffic may call for another option of the same place, which is no flip.
  private func isCheapestOfPlace(_ option: Candidate, at volume: Double) -> Bool {
    let limit = option.cost.at(volume: volume) * (1 - 1e-12)
    return own.allSatisfy { $0.cost.at(volume: volume) >= limit }
  }

  /// What the prices of a rival's place must come down to, and those of the cheapest may rise to: all of a
  /// place move together, so the cheapest of it stays that.
  private var prices: [Flip] {
    let cuts = rivals.compactMap { rival in
      Self.price(of: rival, at: cheapest.total, winner: rival, against: cheapest)
    }
    guard let second = rivals.min(by: { $0.total < $1.total }) else { return cuts }
    let rise = Self.price(of: cheapest, at: second.total, winner: second, against: cheapest)
    return cuts + [rise].compactMap { $0 }
  }

  private static func price(
    of candidate: Candidate, at total: USD, winner: Candidate, against: Candidate
  ) -> Flip? {
    let factor = (total - candidate.cost.durable) / candidate.cost.priced
    guard factor.isFinite, factor > 0 else { return nil }
    return Flip(
      variable: .price, subject: candidate.option.name, present: 1, value: factor,
      winner: winner.option.name, against: against.option.name)
  }

  private var speeds: [Flip] {
    // EC2's machine of the same type would be as fast as an endpoint's, and costs less.
    let isOnEC2 = cheapest.option.place == "ec2"
    let gains = rivals.filter { !(isOnEC2 && $0.option.offer?.service == .sageMaker) }
      .compactMap { speed(of: $0, toReach: cheapest.total, winner: $0) }
    let others = rivals.filter { $0.option.machine != cheapest.option.machine }
    guard let second = others.min(by: { $0.total < $1.total }) else { return gains }
    return gains + [loss(to: second)].compactMap { $0 }
  }

  /// How slow today's machine may get: as long as nothing else of its place, and no other way to pay for
  /// the same machine, holds the place.
  private func loss(to second: Candidate) -> Flip? {
    let (together, others) = (
      own.filter { $0.option.machine == cheapest.option.machine },
      own.filter { $0.option.machine != cheapest.option.machine }
    )
    let hidden = together.compactMap { candidate in
      candidate.cost.otherwise.map { $0 + candidate.cost.variable }
    }
    guard (others.map(\.total) + hidden).allSatisfy({ $0 >= second.total }) else { return nil }
    return together.compactMap { speed(of: $0, toReach: second.total, winner: second) }
      .min { $0.factor < $1.factor }
  }

  /// A function's duration is inverse to its speed; of a fleet the most instances that the total allows
  /// give the speed at which as many carry the peak.
  private func speed(
    of candidate: Candidate, toReach total: USD, winner: Candidate
  ) -> Flip? {
    guard let rate = candidate.option.decode?.mid.value else { return nil }
    let cost = candidate.cost
    guard let fleet = cost.fleet else {
      let factor = cost.duration / (total - (cost.total - cost.duration))
      return flip(candidate, winner, rate: rate, factor: factor)
    }
    let affordable = ((total - cost.variable) / fleet.monthly).rounded(.down)
    let busy = affordable - Double(fleet.spare)
    guard busy >= 1, affordable >= Double(fleet.least), affordable < 1e9 else { return nil }
    guard let server = servers[candidate.option.name] else {
      let factor = Double(fleet.peak) / (fleet.slots * busy)
      return flip(candidate, winner, rate: rate, factor: factor)
    }
    let speed = server.speed(forPeak: fleet.peak, instances: Int(busy))
    return flip(candidate, winner, rate: rate, factor: speed.factor, speed: speed)
  }

  private func flip(
    _ candidate: Candidate, _ winner: Candidate, rate: Double, factor: Double,
    speed: FleetSpeed? = nil
  ) -> Flip? {
    guard factor.isFinite, factor > 0 else { return nil }
    return Flip(
      variable: .tokensPerSecond, subject: candidate.option.name, present: rate,
      value: rate * factor, winner: winner.option.name, against: cheapest.option.name,
      speed: speed)
  }
}

extension PlacementOption {
  /// `ec2` of `ec2/c8g.xlarge/on-demand`.
  package var place: Substring {
    offer?.service == .managedInstances ? "ec2" : name.prefix { $0 != "/" }
  }

  /// What has one speed: an instance type however it is paid for, or Lambda.
  fileprivate var machine: Substring {
    offer.map { $0.instance.name[...] } ?? place
  }
}
