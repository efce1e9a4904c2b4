/// Instances of one offer, enough for a workload's peak.
package struct Fleet: Hashable, Sendable {
  package let offer: InstanceOffer
  package let sizing: FleetSizing
  /// A month of the cheapest fleet of another type, confirmed as this one; nil where there is none.
  package let otherwise: USD?

  package var instances: Int { sizing.instances() }

  /// A month of all instances, every hour paid.
  package var monthlyCost: USD { sizing.monthlyCost() }
}

/// The offers of a region that take over executions of a workload, with how many each.
package struct FleetChoice: Sendable {
  /// One service, architecture and term, and what of it is large enough.
  package struct Group: Sendable {
    package let offers: RegionalOffers.Group
    fileprivate let capacities: [(index: Int, slots: Double, monthly: USD)]
  }

  package let groups: [Group]

  package init(_ regional: RegionalOffers, need: SlotNeed) {
    self.init(regional.groups) { Double($0.slots(for: need)) }
  }

  /// - Parameter slots: executions one instance takes over, which need not be whole; zero for none.
  init(_ groups: [RegionalOffers.Group], slots: (InstanceOffer) -> Double) {
    self.groups = groups.map { group in
      let capacities = group.offers.indices.compactMap { index in
        let offer = group.offers[index]
        let slots = slots(offer)
        let monthly = offer.hourly * Hours.month
        return slots > 0 ? (index: index, slots: slots, monthly: monthly) : nil
      }
      return Group(offers: group, capacities: capacities)
    }
  }
}

extension FleetChoice.Group {
  /// The cheapest fleet of ceil(peak / slots) instances, plus a spare; nil when no size holds one.
  ///
  /// A price that some source confirms goes before any that none does.
  package func cheapest(forPeak peak: Int, redundancy: Redundancy) -> Fleet? {
    var best: Found?
    var next: USD?
    for capacity in capacities {
      let offer = offers.offers[capacity.index]
      let sizing = FleetSizing(
        peak: peak, slots: capacity.slots, spare: redundancy.spareInstances,
        least: offer.leastInstances, monthly: capacity.monthly)
      let found = Found(
        index: capacity.index, sizing: sizing, cost: sizing.monthlyCost(),
        isConfirmed: offer.priceStatus != .unverified)
      guard let leader = best else {
        best = found
        continue
      }
      let (ahead, behind) = found.goes(before: leader) ? (found, leader) : (leader, found)
      if behind.isConfirmed { next = min(next ?? behind.cost, behind.cost) }
      best = ahead
    }
    return best.map { Fleet(offer: offers.offers[$0.index], sizing: $0.sizing, otherwise: next) }
  }

  private struct Found {
    let index: Int
    let sizing: FleetSizing
    let cost: USD
    let isConfirmed: Bool

    func goes(before other: Self) -> Bool {
      isConfirmed == other.isConfirmed ? cost < other.cost : isConfirmed
    }
  }
}
