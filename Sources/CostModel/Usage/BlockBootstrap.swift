import Foundation

/// A 90 % interval of average concurrency by resampling whole blocks of the window (days, or 6 hours).
///
/// Blocks keep what traffic does within a day together; the draws are seeded, and workloads with the
/// same number of blocks share them, so equal histories get equal intervals. The percentile interval
/// of few blocks is too narrow: it is widened by sqrt(n/(n-1)) · t/z, Student's t with n-1 degrees of
/// freedom over the normal quantile, which is exact for the mean of normal blocks.
/// Source: Künsch, "The jackknife and the bootstrap for general stationary observations", 1989.
package struct BlockBootstrap: Sendable {
  package struct Interval: Hashable, Sendable {
    package let low: Double
    package let high: Double
  }

  private let blocks: Int
  private let replicates: Int
  /// Times that block b was drawn in replicate r, at [b * replicates + r].
  private let draws: [Double]

  package init(blocks: Int, seed: UInt64, replicates: Int = 500) {
    precondition(blocks > 0 && replicates >= 20, "an interval needs blocks and replicates")
    var generator = SplitMix64(seed: seed ^ UInt64(blocks))
    var draws = [Double](repeating: 0, count: blocks * replicates)
    for replicate in 0..<replicates {
      for _ in 0..<blocks {
        draws[Int.random(in: 0..<blocks, using: &generator) * replicates + replicate] += 1
      }
    }
    self.blocks = blocks
    self.replicates = replicates
    self.draws = draws
  }

  /// The interval of busy seconds per second; nil from fewer than two blocks, which say nothing of spread.
  package func interval(of sample: [UsageBlock]) -> Interval? {
    precondition(sample.count == blocks, "the plan was made for \(blocks) blocks")
    guard blocks > 1 else { return nil }
    let length = sample.reduce(0) { $0 + Double($1.seconds) }
    let mean = sample.reduce(0) { $0 + $1.busySeconds } / length
    guard mean > 0 else { return Interval(low: 0, high: 0) }
    var rates = resampledRates(of: sample)
    let tail = replicates / 20
    let lower = rates.select(tail)
    let upper = rates.select(replicates - 1 - tail)
    let widening = Self.widening(blocks: blocks)
    return Interval(
      low: max(0, mean - (mean - lower) * widening),
      high: max(mean, mean + (upper - mean) * widening))
  }

  private func resampledRates(of sample: [UsageBlock]) -> [Double] {
    var busy = [Double](repeating: 0, count: replicates)
    var length = [Double](repeating: 0, count: replicates)
    let equal = sample.allSatisfy { $0.seconds == sample[0].seconds }
    draws.withUnsafeBufferPointer { draws in
      for (index, block) in sample.enumerated() {
        let row = UnsafeBufferPointer(
          rebasing: draws[index * replicates..<(index + 1) * replicates])
        if block.busySeconds > 0 { Self.accumulate(row, times: block.busySeconds, into: &busy) }
        if !equal { Self.accumulate(row, times: Double(block.seconds), into: &length) }
      }
    }
    let whole = Double(blocks * sample[0].seconds)
    for replicate in 0..<replicates {
      busy[replicate] /= equal ? whole : max(length[replicate], 1)
    }
    return busy
  }

  private static func accumulate(
    _ row: UnsafeBufferPointer<Double>, times factor: Double, into sums: inout [Double]
  ) {
    sums.withUnsafeMutableBufferPointer { sums in
      for index in 0..<sums.count { sums[index] += row[index] * factor }
    }
  }

  /// 14 blocks: 1.117.
  package static func widening(blocks: Int) -> Double {
    let n = Double(blocks)
    return (n / (n - 1)).squareRoot() * studentQuantile95(degrees: n - 1) / normalQuantile95
  }

  private static let normalQuantile95 = 1.6448536269514722

  /// The 95 % quantile of Student's t, exact for 1 and 2 degrees of freedom, else Hill's expansion.
  private static func studentQuantile95(degrees: Double) -> Double {
    if degrees == 1 { return 6.313751514675043 }
    if degrees == 2 { return 2.919985580355516 }
    let z = normalQuantile95
    let (z3, z5, z7) = (pow(z, 3), pow(z, 5), pow(z, 7))
    return z + (z3 + z) / (4 * degrees)
      + (5 * z5 + 16 * z3 + 3 * z) / (96 * degrees * degrees)
      + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * pow(degrees, 3))
  }
}

extension Array<Double> {
  /// The element of the given rank if the array were sorted (Hoare's selection); reorders the array.
  fileprivate mutating func select(_ rank: Int) -> Double {
    withUnsafeMutableBufferPointer { values in
      var (low, high) = (0, values.count - 1)
      while low < high {
        let pivot = values[(low + high) / 2]
        var (left, right) = (low, high)
        while left <= right {
          while values[left] < pivot { left += 1 }
          while values[right] > pivot { right -= 1 }
          if left <= right {
            values.swapAt(left, right)
            left += 1
            right -= 1
          }
        }
        if rank <= right { high = right } else if rank >= left { low = left } else { break }
      }
      return values[rank]
    }
  }
}
