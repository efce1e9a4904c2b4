import Foundation

/// What is known of an engine with one model: how much faster it is than the figures, and how surely.
///
/// Each lane is normal. Measurements of a host speak of engine and host together, so they move the
/// engine by the share of the variance that is its own; docs/method.md section 8 has a worked case.
struct EngineBelief: Hashable, Sendable {
  private(set) var mean: RateVector
  private(set) var covariance: RateMatrix
  private let spreads: RateSpreads

  /// Before anything was measured.
  init(_ spreads: RateSpreads) {
    self.spreads = spreads
    mean = RateVector(repeating: 0)
    covariance = RateMatrix(diagonal: spreads.engineVariances)
  }

  /// The belief for another model, quantization or architecture, the more uncertain by `spread` of each
  /// kind of arithmetic.
  func widened(by spread: Double) -> EngineBelief {
    var wider = self
    let square = spread * spread
    wider.covariance =
      wider.covariance + RateMatrix(diagonal: RateVector(square, square, 0, 0, square, 0, 0, 0))
    return wider
  }

  /// Learns from measurements taken on one host.
  mutating func observe(_ observations: [RateObservation]) {
    guard !observations.isEmpty else { return }
    let host = RateMatrix(diagonal: spreads.hostVariances)
    let before = covariance + host
    let (together, spread) = Self.posterior(of: observations, mean: mean, covariance: before)
    let gain = covariance * before.inverse
    let turned = gain.transposed
    mean += gain * (together - mean)
    covariance = gain * spread * turned + (covariance - gain * before * turned)
  }

  /// Engine and host together after the measurements, by Gauss-Newton steps of at most 1.
  private static func posterior(
    of observations: [RateObservation], mean: RateVector, covariance: RateMatrix
  ) -> (RateVector, RateMatrix) {
    let prior = covariance.inverse
    var lanes = mean
    var spread = covariance
    for _ in 0..<8 {
      var information = prior
      var slope = prior * (mean - lanes)
      for observation in observations {
        let time = observation.time(lanes)
        let sensitivity = time.sensitivity
        let weight = 1 / (observation.spread * observation.spread)
        let surprise = log(observation.rate.value * time.seconds)
        information = information + RateMatrix(outer: sensitivity * weight, sensitivity)
        slope += sensitivity * weight * surprise
      }
      spread = information.inverse
      lanes += (spread * slope).clamped(
        lowerBound: RateVector(repeating: -1), upperBound: RateVector(repeating: 1))
    }
    return (lanes, spread)
  }

  /// The spread of log(rate) for work on a machine nothing was measured on.
  func spread(of time: PassTime, on machine: Machine) -> Double {
    let sensitivity = time.sensitivity
    let engine = covariance.variance(of: sensitivity)
    let host = (sensitivity * sensitivity * spreads.hostVariances).sum()
    return (engine + host + machine.spread * machine.spread).squareRoot()
  }
}
