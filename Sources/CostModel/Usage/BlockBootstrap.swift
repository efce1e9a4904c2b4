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

  package static let standardReplicates = 500

  private let blocks: Int
  private let replicates: Int
  /// Times that block b was drawn in replicate r, at [b * replicates + r].
  private let draws: [Double]

  package init(blocks: Int, seed: UInt64, replicates: Int = standardReplicates) {
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
    let (lower, upper) = resampledTails(of: sample, mean: mean)
    let widening = Self.widening(blocks: blocks)
    return Interval(
      low: max(0, mean - (mean - lower) * widening),
      high: max(mean, mean + (upper - mean) * widening))
  }

  /// Busy time of each replicate against what was seen, widened as the interval is; nil as it is there.
  package func volumes(of sample: [UsageBlock]) -> [Double]? {
    precondition(sample.count == blocks, "the plan was made for \(blocks) blocks")
    let length = sample.reduce(0) { $0 + Double($1.seconds) }
    let mean = sample.reduce(0) { $0 + $1.busySeconds } / length
    guard blocks > 1, mean > 0 else { return nil }
    let widening = Self.widening(blocks: blocks)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * replicates) { scratch in
      let rates = UnsafeMutableBufferPointer(rebasing: scratch[..<replicates])
      resample(
        sample, into: rates, lengths: UnsafeMutableBufferPointer(rebasing: scratch[replicates...]))
      return rates.map { max(0, 1 + ($0 / mean - 1) * widening) }
    }
  }

  /// The 5 % and 95 % quantiles of the resampled rates.
  private func resampledTails(of sample: [UsageBlock], mean: Double) -> (
    lower: Double, upper: Double
  ) {
    let deviation = Self.deviation(of: sample, mean: mean)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * replicates) { scratch in
      let rates = UnsafeMutableBufferPointer(rebasing: scratch[..<replicates])
      let lengths = UnsafeMutableBufferPointer(rebasing: scratch[replicates..<2 * replicates])
      let tail = UnsafeMutableBufferPointer(rebasing: scratch[(2 * replicates)...])
      resample(sample, into: rates, lengths: lengths)
      let rank = replicates / 20
      let lower = Self.lowest(rates, rank: rank, below: mean - 1.4 * deviation, using: tail)
      for index in rates.indices { rates[index] = -rates[index] }
      return (lower, -Self.lowest(rates, rank: rank, below: -mean - 1.4 * deviation, using: tail))
    }
  }

  /// The standard deviation of resampled rates, known without resampling when blocks are equally long.
  private static func deviation(of sample: [UsageBlock], mean: Double) -> Double {
    let squares = sample.reduce(0) { sum, block in
      let distance = block.busySeconds / Double(block.seconds) - mean
      return sum + distance * distance
    }
    return squares.squareRoot() / Double(sample.count)
  }

  private func resample(
    _ sample: [UsageBlock], into rates: UnsafeMutableBufferPointer<Double>,
    lengths: UnsafeMutableBufferPointer<Double>
  ) {
    rates.initialize(repeating: 0)
    let isEven = sample.allSatisfy { $0.seconds == sample[0].seconds }
    lengths.initialize(repeating: isEven ? Double(sample.count * sample[0].seconds) : 0)
    draws.withUnsafeBufferPointer { draws in
      for (block, used) in sample.enumerated() {
        let row = UnsafeBufferPointer(
          rebasing: draws[block * replicates..<(block + 1) * replicates])
        let busy = used.busySeconds
        if busy > 0 {
          for index in 0..<replicates { rates[index] += row[index] * busy }
        }
        guard !isEven else { continue }
        let length = Double(used.seconds)
        for index in 0..<replicates { lengths[index] += row[index] * length }
      }
    }
    for index in 0..<replicates { rates[index] /= lengths[index] }
  }

  /// The value of a low rank: only what lies below a guess of the tail is put in order.
  private static func lowest(
    _ values: UnsafeMutableBufferPointer<Double>, rank: Int, below guess: Double,
    using tail: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    var found = 0
    for value in values {
      tail[found] = value
      found += value < guess ? 1 : 0
    }
    guard found > rank else { return values.sorted()[rank] }
    // Some forty values: insertion beats a general sort.
    for index in 1..<found {
      let value = tail[index]
      var place = index
      while place > 0, tail[place - 1] > value {
        tail[place] = tail[place - 1]
        place -= 1
      }
      tail[place] = value
    }
    return tail[rank]
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
