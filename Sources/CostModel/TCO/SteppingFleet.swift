/// Fleets of one kind that grow by whole instances: each of `count` workloads has one of its own.
package struct SteppingFleet: Hashable, Sendable {
  /// What makes two workloads' fleets cost the same whatever the traffic.
  package struct Kind: Hashable, Sendable {
    package let account: String?
    package let region: String
    package let offer: InstanceOffer
    /// Executions at once that the fleet is sized for at today's traffic.
    package let peak: Int
    /// Executions that one instance takes over; not whole where they are told by tokens.
    package let slots: Double
    package let spare: Int
  }

  package let kind: Kind
  package let count: Int
  /// A month of one instance at the on-demand price; nil where the catalogue has none.
  package let onDemandMonth: USD?
  /// What of a month of one instance is the fee of Managed Instances, which no commitment covers.
  package let feeMonth: USD

  /// A month of one instance, every hour paid.
  package var instanceMonth: USD { kind.offer.hourly * Hours.month }

  /// The same without the fee: what a commitment pays for.
  package var bareMonth: USD { instanceMonth - feeMonth }

  /// Instances of all these workloads: each max(least, ⌈peak × volume / slots⌉ + spare).
  ///
  /// The peak is rounded to whole executions first: 16 stay 16 until traffic has grown by 1/32.
  package func instances(at volume: Double) -> Double {
    let executions = (Double(kind.peak) * volume).rounded(.toNearestOrAwayFromZero)
    let busy = (executions / kind.slots).rounded(.up)
    return Double(count) * max(busy + Double(kind.spare), Double(kind.offer.leastInstances))
  }
}

extension SteppingFleet {
  func shared(by count: Int) -> SteppingFleet {
    SteppingFleet(kind: kind, count: count, onDemandMonth: onDemandMonth, feeMonth: feeMonth)
  }
}

extension SteppingFleet: Comparable {
  /// By offer, place and size, so that every run lists them alike.
  package static func < (left: Self, right: Self) -> Bool { left.order < right.order }

  private var order: (String, String, String, Int, Double) {
    (kind.offer.name, kind.account ?? "", kind.region, kind.peak, kind.slots)
  }
}
