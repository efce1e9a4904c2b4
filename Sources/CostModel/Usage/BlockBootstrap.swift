import Foundation

/// A 90 % interval of average concurrency by resampling whole blocks of the window (days, or 6 hours).
///
/// Blocks keep what traffic does within a day together; the draws are seeded, and workloads with the
/// same number of blocks share them, so equal histories get equal intervals. The percentile interval
/// of few blocks is too narrow: it is widened by sqrt(n/(n-1)) · t/z, Student's t with n-1 degrees of
/// freedom over the normal quantile, which is exact for the mean of normal blocks, and moved towards the
/// long tail of skewed ones.
/// Source: Künsch, "The jackknife and the bootstrap for general stationary observations", 1989.
package struct BlockBootstrap: Sendable {
  package struct Interval: Hashable, Sendable {
    package let low: Double
    package let high: Double
  }

  package static let standardReplicates = 500

  private let blocks: Int
  private let replicates: Int
  /// How often each block was drawn, for as many replicates at a time as a vector holds: those of
  /// group g stand at [g * blocks + block].
  private let draws: [Vector]
  private let widening: Double

  private typealias Vector = SIMD8<Double>

  package init(blocks: Int, seed: UInt64, replicates: Int = standardReplicates) {
    precondition(blocks > 0 && replicates >= 20, "an interval needs blocks and replicates")
    var generator = SplitMix64(seed: seed ^ UInt64(blocks))
    let groups = (replicates + Vector.scalarCount - 1) / Vector.scalarCount
    var draws = [Vector](repeating: .zero, count: groups * blocks)
    for replicate in 0..<replicates {
      let (group, lane) = replicate.quotientAndRemainder(dividingBy: Vector.scalarCount)
      for _ in 0..<blocks {
        draws[group * blocks + Int.random(in: 0..<blocks, using: &generator)][lane] += 1
      }
    }
    self.blocks = blocks
    self.replicates = replicates
    self.draws = draws
    widening = blocks > 1 ? Self.widening(blocks: blocks) : 1
  }

  /// The interval of busy seconds per second; nil from fewer than two blocks, which say nothing of spread.
  package func interval(of sample: [UsageBlock]) -> Interval? {
    precondition(sample.count == blocks, "the plan was made for \(blocks) blocks")
    guard blocks > 1 else { return nil }
    let length = sample.reduce(0) { $0 + Double($1.seconds) }
    let mean = sample.reduce(0) { $0 + $1.busySeconds } / length
    guard mean > 0 else { return Interval(low: 0, high: 0) }
    let (lower, upper) = resampledTails(of: sample, mean: mean)
    return SkewnessCorrection(sample, mean: mean)
      .interval(reach: (upper - lower) / 2 * widening)
  }

  /// Busy time of each replicate against what was seen, widened as the interval is; nil as it is there.
  package func volumes(of sample: [UsageBlock]) -> [Double]? {
    precondition(sample.count == blocks, "the plan was made for \(blocks) blocks")
    let length = sample.reduce(0) { $0 + Double($1.seconds) }
    let mean = sample.reduce(0) { $0 + $1.busySeconds } / length
    guard blocks > 1, mean > 0 else { return nil }
    let capacity = draws.count / blocks * Vector.scalarCount
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * capacity) { scratch in
      let busy = UnsafeMutableBufferPointer(rebasing: scratch[..<capacity])
      let lengths = UnsafeMutableBufferPointer(rebasing: scratch[capacity...])
      sum(sample, into: busy) { $0.busySeconds }
      sum(sample, into: lengths) { Double($0.seconds) }
      return (0..<replicates).map {
        max(0, 1 + (busy[$0] / lengths[$0] / mean - 1) * widening)
      }
    }
  }

  /// The 5 % and 95 % quantiles of the resampled rates.
  private func resampledTails(of sample: [UsageBlock], mean: Double) -> (
    lower: Double, upper: Double
  ) {
    let spread = 1.4 * Self.deviation(of: sample, mean: mean)
    let capacity = draws.count / blocks * Vector.scalarCount
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * capacity) { scratch in
      let values = UnsafeMutableBufferPointer(rebasing: scratch[..<capacity])
      let rest = UnsafeMutableBufferPointer(rebasing: scratch[capacity...])
      sum(sample, into: values) { $0.busySeconds }
      // Blocks of one length make every replicate equally long: then two divisions do for all.
      var length = Double(blocks * sample[0].seconds)
      if sample.contains(where: { $0.seconds != sample[0].seconds }) {
        sum(sample, into: rest) { Double($0.seconds) }
        for index in 0..<replicates { values[index] /= rest[index] }
        length = 1
      }
      let (lower, upper) = Self.tails(
        of: UnsafeMutableBufferPointer(rebasing: values[..<replicates]), rank: replicates / 20,
        below: (mean - spread) * length, above: (mean + spread) * length, using: rest)
      return (lower / length, upper / length)
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

  /// Adds up an amount of the blocks that each replicate drew.
  private func sum(
    _ sample: [UsageBlock], into sums: UnsafeMutableBufferPointer<Double>,
    _ amount: (UsageBlock) -> Double
  ) {
    for group in 0..<draws.count / blocks {
      var total = Vector.zero
      for block in 0..<blocks { total += draws[group * blocks + block] * amount(sample[block]) }
      for lane in 0..<Vector.scalarCount { sums[group * Vector.scalarCount + lane] = total[lane] }
    }
  }

  /// The values of a low rank from either end: only what lies outside a guess of the middle is put in
  /// order.
  private static func tails(
    of values: UnsafeMutableBufferPointer<Double>, rank: Int, below low: Double, above high: Double,
    using scratch: UnsafeMutableBufferPointer<Double>
  ) -> (lower: Double, upper: Double) {
    let lowest = UnsafeMutableBufferPointer(rebasing: scratch[..<values.count])
    let highest = UnsafeMutableBufferPointer(rebasing: scratch[values.count...])
    var (below, above) = (0, 0)
    for value in values {
      lowest[below] = value
      below += value < low ? 1 : 0
      highest[above] = -value
      above += value > high ? 1 : 0
    }
    guard below > rank, above > rank else {
      let ordered = values.sorted()
      return (ordered[rank], ordered[values.count - 1 - rank])
    }
    return (
      Self.value(of: rank, in: lowest, count: below, using: values),
      -Self.value(of: rank, in: highest, count: above, using: values)
    )
  }

  /// The value of a rank among the first `count`.
  ///
  /// They are halved about one of them until it is found, without a branch that the data decide.
  /// Overwrites both buffers.
  private static func value(
    of rank: Int, in values: UnsafeMutableBufferPointer<Double>, count: Int,
    using scratch: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    var (values, scratch, count, rank) = (values, scratch, count, rank)
    while true {
      let pivot = values[count / 2]
      var (below, above) = (0, 0)
      for index in 0..<count {
        let value = values[index]
        values[below] = value
        below += value < pivot ? 1 : 0
        scratch[above] = value
        above += value > pivot ? 1 : 0
      }
      if rank < below {
        count = below
      } else if rank >= count - above {
        rank -= count - above
        count = above
        swap(&values, &scratch)
      } else {
        return pivot
      }
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
