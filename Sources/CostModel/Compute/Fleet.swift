/// Instances of one offer, enough for a workload's peak.
package struct Fleet: Hashable, Sendable {
  package let offer: InstanceOffer
  package let sizing: FleetSizing

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
    var best: (index: Int, sizing: FleetSizing, cost: USD, isConfirmed: Bool)?
    for capacity in capacities {
      let sizing = FleetSizing(
        peak: peak, slots: capacity.slots, spare: redundancy.spareInstances,
        least: offers.offers[capacity.index].leastInstances, monthly: capacity.monthly)
      let cost = sizing.monthlyCost()
      let isConfirmed = offers.offers[capacity.index].priceStatus != .unverified
      let isBetter =
        best.map { isConfirmed == $0.isConfirmed ? cost < $0.cost : isConfirmed } ?? true
      if isBetter { best = (capacity.index, sizing, cost, isConfirmed) }
    }
    return best.map { Fleet(offer: offers.offers[$0.index], sizing: $0.sizing) }
  }
}
