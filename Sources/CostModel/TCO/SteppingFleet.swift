/// Fleets of one kind that grow by whole instances: each of `count` workloads has one of its own.
package struct SteppingFleet: Hashable, Sendable {
  /// What makes two workloads' fleets cost the same whatever the traffic.
  package struct Kind: Hashable, Sendable {
    package let account: String?
    package let region: String
    package let offer: InstanceOffer
    /// Instances today's peak would fill, before rounding up.
    package let need: Double
    package let spare: Int
  }

  package let kind: Kind
  package let count: Int
  /// A month of one instance at the on-demand price; nil where the catalogue has none.
  package let onDemandMonth: USD?

  /// A month of one instance, every hour paid.
  package var instanceMonth: USD { kind.offer.hourly * Hours.month }

  /// Instances of all these workloads: each max(least, ⌈need × volume⌉ + spare).
  package func instances(at volume: Double) -> Double {
    let busy = max(0, (kind.need * volume - 1e-9).rounded(.up))
    return Double(count) * max(busy + Double(kind.spare), Double(kind.offer.leastInstances))
  }
}
