import Foundation

/// Moves an interval of a mean towards the long tail of what it is the mean of.
///
/// Few busy days among many quiet ones make the mean of a window too low more often than too high. Hall's
/// cubic, T(w) = w + G w² / 3 + G² w³ / 27 + G / (6n) of w = (mean − truth) / deviation, has no skewness,
/// so the ends are where T is as far from zero as the symmetric interval reaches, and
/// w = 3 / G · (∛(1 + G (T − G / (6n))) − 1). G is the skewness of the blocks, unbiased for small n.
/// Source: Hall, "On the removal of skewness by transformation", 1992.
struct SkewnessCorrection {
  private let mean: Double
  private let deviation: Double
  private let skewness: Double
  private let blocks: Double

  init(_ sample: [UsageBlock], mean: Double) {
    var (squares, cubes) = (0.0, 0.0)
    for block in sample {
      let distance = block.busySeconds / Double(block.seconds) - mean
      squares += distance * distance
      cubes += distance * distance * distance
    }
    let n = Double(sample.count)
    self.mean = mean
    blocks = n
    deviation = (squares / (n - 1)).squareRoot()
    let raw = squares > 0 ? cubes / n / ((squares / n) * (squares / n).squareRoot()) : 0
    skewness = n > 2 ? raw * (n * (n - 1)).squareRoot() / (n - 2) : 0
  }

  /// - Parameter reach: half the symmetric interval.
  func interval(reach: Double) -> BlockBootstrap.Interval {
    guard deviation > 0 else { return BlockBootstrap.Interval(low: mean, high: mean) }
    let symmetric = reach / deviation
    return BlockBootstrap.Interval(
      low: max(0, min(mean, mean - deviation * corrected(symmetric))),
      high: max(mean, mean - deviation * corrected(-symmetric)))
  }

  private func corrected(_ distance: Double) -> Double {
    guard abs(skewness) > 1e-6 else { return distance }
    let moved = 1 + skewness * (distance - skewness / (6 * blocks))
    return 3 / skewness * (cbrt(moved) - 1)
  }
}
