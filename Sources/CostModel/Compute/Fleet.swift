/// Instances of one offer, enough for a workload's peak.
package struct Fleet: Hashable, Sendable {
  package let offer: InstanceOffer
  package let instances: Int

  /// Nil when one instance holds not a single slot.
  package init?(of offer: InstanceOffer, slots: Int, need: SlotNeed, redundancy: Redundancy) {
    let perInstance = offer.slots(for: need)
    guard perInstance > 0 else { return nil }
    let busy = (slots + perInstance - 1) / perInstance
    self.offer = offer
    instances = max(busy + redundancy.spareInstances, offer.leastInstances)
  }

  /// A month of all instances, every hour paid.
  package var monthlyCost: USD {
    offer.hourly * Hours(Double(instances) * Duration.month.inSeconds / 3600)
  }
}
