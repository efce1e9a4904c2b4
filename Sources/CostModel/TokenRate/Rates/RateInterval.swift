import Foundation

/// How intervals of rates and times are drawn.
enum RateInterval {
  /// Standard deviations on each side of a 90 % interval.
  static let deviations = 1.6449

  /// The factor of the upper end over the middle, and of the middle over the lower.
  static func factor(spread: Double) -> Double { exp(deviations * spread) }
}
