/// The 90 % interval of a month's traffic, against the traffic seen.
package struct VolumeInterval: Hashable, Sendable {
  package let low: Double
  package let high: Double

  package init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// That of the utilization; of an estimate the traffic is given.
  ///
  /// 18 % in 15 % to 27 % is 0.83 to 1.5 times the traffic.
  package init(_ analysis: WorkloadAnalysis) {
    let utilization = analysis.utilization
    let value = analysis.profile.isForeseen ? 0 : utilization.value.value
    self.init(
      low: value > 0 ? utilization.low.value / value : 1,
      high: value > 0 ? utilization.high.value / value : 1)
  }
}

/// The 90 % interval of a month's cost.
package struct CostInterval: Hashable, Sendable {
  package let low: USD
  package let high: USD
}

extension OptionCost {
  /// What the traffic and the token rate leave open, each at the ends of its interval, the two taken as
  /// independent: their distances add as squares.
  package func interval(_ volume: VolumeInterval) -> CostInterval {
    let factor = RateInterval.factor(spread: spread)
    func reach(_ volume: Double, _ speed: Double) -> Double {
      let (byVolume, bySpeed) = (at(volume: volume) - total, at(speed: speed) - total)
      return (byVolume.value * byVolume.value + bySpeed.value * bySpeed.value).squareRoot()
    }
    return CostInterval(
      low: USD(max(0, total.value - reach(volume.low, factor))),
      high: total + USD(reach(volume.high, 1 / factor)))
  }
}
