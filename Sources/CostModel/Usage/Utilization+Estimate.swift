extension Utilization {
  /// U = average concurrency / slots: the utilization of an always-on replacement of the same peak.
  ///
  /// Slots are the window's peak (or the chosen quantile, at least one while anything ran). Time
  /// outside the pulled ranges counts as silent in the value, and as busy as the rest in `high`.
  package init(of profile: UsageProfile, sizing: Sizing, bootstrap: BlockBootstrap?) {
    let concurrency = profile.concurrency
    let p99 = concurrency.quantile(percent: 99, of: profile.window)
    let sized =
      switch sizing {
      case .max: concurrency.peak
      case .p99: p99
      case .p95: concurrency.quantile(percent: 95, of: profile.window)
      }
    let average = profile.averageConcurrency
    let slots = average > 0 ? max(1, sized) : sized
    let value = Self.share(average, of: slots)
    let interval = Self.interval(of: profile, bootstrap: bootstrap, slots: slots)
    self.init(
      value: value,
      low: min(interval.low, value), high: max(interval.high, value),
      slots: slots, sizing: sizing,
      atP99: Self.share(average, of: average > 0 ? max(1, p99) : p99),
      shareOfPeriodsAtPeak: concurrency.shareAtPeak(of: profile.window))
  }

  private static func share(_ average: Double, of slots: Int) -> Ratio {
    slots == 0 ? .zero : Ratio(average / Double(slots)).clamped
  }

  private static func interval(
    of profile: UsageProfile, bootstrap: BlockBootstrap?, slots: Int
  ) -> (low: Ratio, high: Ratio) {
    let coverage = profile.coverage.value
    guard coverage > 0, let interval = bootstrap?.interval(of: profile.blocks) else {
      return (.zero, .one)
    }
    return (share(interval.low, of: slots), share(interval.high / coverage, of: slots))
  }

  /// True when the metrics contradict each other: more busy time than the slots could hold.
  package static func isClamped(_ profile: UsageProfile, slots: Int) -> Bool {
    slots > 0 && profile.averageConcurrency > Double(slots) * (1 + 1e-12)
  }
}
