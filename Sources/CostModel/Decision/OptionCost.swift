/// What a month of an option costs, by how its parts answer to more traffic and to faster machines.
package struct OptionCost: Hashable, Sendable {
  /// Paid whatever the traffic: instances, environments kept ready, snapshots.
  package let fixed: USD
  /// Grows with the traffic and shrinks as tokens come faster: duration.
  package let duration: USD
  /// Grows with the traffic: requests.
  package let requests: USD
  /// Grows with the traffic and costs the same anywhere: durable state.
  package let durable: USD
  /// Behind `fixed`, where instances are what is paid for.
  package let fleet: FleetSizing?
  /// Standard deviation of the logarithm of the tokens a second it rests on; zero where it rests on none.
  package let spread: Double

  package init(
    fixed: USD = .zero, duration: USD = .zero, requests: USD = .zero, durable: USD = .zero,
    fleet: FleetSizing? = nil, spread: Double = 0
  ) {
    self.fixed = fixed
    self.duration = duration
    self.requests = requests
    self.durable = durable
    self.fleet = fleet
    self.spread = spread
  }

  package var total: USD { fixed + duration + requests + durable }

  /// What grows with the traffic.
  package var variable: USD { duration + requests + durable }

  /// What an option's own price sets: all but the durable state.
  package var priced: USD { fixed + duration + requests }

  /// The month when the traffic is `volume` times as much and tokens come `speed` times as fast, the
  /// peak kept.
  package func at(volume: Double = 1, speed: Double = 1) -> USD {
    let standing = speed == 1 ? fixed : fleet.map { $0.monthlyCost(speed: speed) } ?? fixed
    return standing + (duration / speed + requests + durable) * volume
  }
}
