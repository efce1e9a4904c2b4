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
  /// What traffic, token rate and assumptions leave open, each at the ends of its interval, taken as
  /// independent: their distances add as squares.
  package func interval(_ volume: VolumeInterval) -> CostInterval {
    let (speed, fixed) = (
      RateInterval.factor(spread: spread), RateInterval.factor(spread: fixedSpread)
    )
    func reach(_ volume: Double, _ speed: Double, _ fixed: Double) -> Double {
      let distances = [at(volume: volume), at(speed: speed), at(factor: fixed)].map {
        ($0 - total).value
      }
      return distances.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    return CostInterval(
      low: USD(max(0, total.value - reach(volume.low, speed, 1 / fixed))),
      high: total + USD(reach(volume.high, 1 / speed, fixed)))
  }
}
