/// What else happened on a host while it was measured.
package struct HostDisturbance: Hashable, Sendable {
  /// Share of the processors' time that the hypervisor gave to other guests.
  package let steal: Ratio
  /// Share of the processors' time that other programs of this host took.
  package let otherPrograms: Ratio
  /// How long the control group's quota held this process back, over all its threads; nil where
  /// there is no control group to ask.
  package let throttled: Duration?
  /// How often a core slowed down because it was hot; nil where the processor does not count it.
  package let thermalEvents: Int?

  package init(
    steal: Ratio, otherPrograms: Ratio, throttled: Duration?, thermalEvents: Int?
  ) {
    self.steal = steal
    self.otherPrograms = otherPrograms
    self.throttled = throttled
    self.thermalEvents = thermalEvents
  }

  /// Why the rates may be too low, one sentence each; none for a host that was left alone.
  package var warnings: [String] {
    var warnings: [String] = []
    if steal > Ratio(0.01) {
      warnings.append(
        "the hypervisor took \(Shown.percent(steal)) of the CPU time away: rates are too low")
    }
    if otherPrograms > Ratio(0.05) {
      warnings.append(
        "other programs used \(Shown.percent(otherPrograms)) of the CPU time: rates are too low, "
          + "measure again on an idle host")
    }
    if let throttled, throttled > .zero {
      warnings.append(
        "the CPU quota held the threads back for \(Shown.number(throttled.inSeconds)) s: rates are "
          + "those of the quota, not of the cores")
    }
    if let thermalEvents, thermalEvents > 0 {
      warnings.append("cores slowed down \(thermalEvents) times because they were hot")
    }
    return warnings
  }
}
