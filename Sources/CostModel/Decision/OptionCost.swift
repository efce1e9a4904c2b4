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
  /// `fixed` on the cheapest other type of the same service and term.
  package let otherwise: USD?
  /// Standard deviation of the logarithm of the tokens a second it rests on; zero where it rests on none.
  package let spread: Double
  /// Standard deviation of the logarithm of `fixed`, where it rests on assumptions; zero of a price.
  package let fixedSpread: Double

  package init(
    fixed: USD = .zero, duration: USD = .zero, requests: USD = .zero, durable: USD = .zero,
    fleet: FleetSizing? = nil, otherwise: USD? = nil, spread: Double = 0, fixedSpread: Double = 0
  ) {
    self.fixed = fixed
    self.duration = duration
    self.requests = requests
    self.durable = durable
    self.fleet = fleet
    self.otherwise = otherwise
    self.spread = spread
    self.fixedSpread = fixedSpread
  }

  package var total: USD { fixed + duration + requests + durable }

  /// What grows with the traffic.
  package var variable: USD { duration + requests + durable }

  /// What an option's own price sets: all but the durable state.
  package var priced: USD { fixed + duration + requests }

  /// The month when the traffic is `volume` times as much, tokens come `speed` times as fast and what is
  /// assumed of the fixed part turns out `factor` times as dear, the peak kept.
  package func at(volume: Double = 1, speed: Double = 1, factor: Double = 1) -> USD {
    let standing = speed == 1 ? fixed : fleet.map { $0.monthlyCost(speed: speed) } ?? fixed
    return standing * factor + (duration / speed + requests + durable) * volume
  }
}
