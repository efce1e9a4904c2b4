import CostModel
import Foundation
import Testing

@Suite("Block bootstrap")
struct BlockBootstrapTests {
  private func blocks(_ busy: [Double]) -> [UsageBlock] {
    busy.map { UsageBlock(seconds: 86_400, busySeconds: $0) }
  }

  @Test("the same seed and blocks give the same interval")
  func repeatable() {
    let sample = blocks((0..<14).map { Double($0 * $0) * 100 })
    let first = BlockBootstrap(blocks: 14, seed: 7).interval(of: sample)
    #expect(first == BlockBootstrap(blocks: 14, seed: 7).interval(of: sample))
    #expect(first != BlockBootstrap(blocks: 14, seed: 8).interval(of: sample))
  }

  @Test("equal days leave no spread")
  func constant() throws {
    let interval = try #require(
      BlockBootstrap(blocks: 14, seed: 1).interval(of: blocks(Array(repeating: 864, count: 14))))
    #expect(abs(interval.low - 0.01) < 1e-12)
    #expect(abs(interval.high - 0.01) < 1e-12)
  }

  /// Expected: sqrt(n/(n-1)) * scipy.stats.t.ppf(0.95, n-1) / scipy.stats.norm.ppf(0.95), SciPy 1.17.1.
  @Test(
    "the widening for few blocks follows Student's t",
    arguments: zip([2, 3, 5, 14, 28], [5.428442, 2.174198, 1.449051, 1.117294, 1.054528]))
  func widening(blocks: Int, expected: Double) {
    #expect(abs(BlockBootstrap.widening(blocks: blocks) - expected) < 0.003 * expected)
  }

  @Test("90 % intervals of independent days cover the true mean in 87 to 93 % of fleets")
  func coverage() throws {
    var generator = SplitMix64(seed: 99)
    let plan = BlockBootstrap(blocks: 14, seed: 3)
    let fleets = 2000
    var covered = 0
    for _ in 0..<fleets {
      let days = (0..<14).map { _ in
        (0..<12).reduce(0.0) { sum, _ in sum + Double.random(in: 0..<1000, using: &generator) }
      }
      let interval = try #require(plan.interval(of: blocks(days)))
      let truth = 6000.0 / 86_400
      if interval.low <= truth && truth <= interval.high { covered += 1 }
    }
    #expect((0.87...0.93).contains(Double(covered) / Double(fleets)))
  }

  /// Days drawn from a law, and their true mean.
  enum Days: CaseIterable {
    case exponential, lognormal

    /// Box and Muller's normal deviate behind the lognormal of σ = 0.5.
    func draw(_ generator: inout SplitMix64) -> Double {
      let share = Double.random(in: 0x1p-53..<1, using: &generator)
      switch self {
      case .exponential: return -log(share)
      case .lognormal:
        let angle = Double.random(in: 0..<2 * .pi, using: &generator)
        return exp(0.5 * (-2 * log(share)).squareRoot() * cos(angle))
      }
    }

    var mean: Double { self == .exponential ? 1 : exp(0.125) }
  }

  @Test(
    "90 % intervals of skewed days cover the true mean in 87 to 93 % of fleets, from one week to four",
    arguments: Days.allCases)
  func skewed(days: Days) throws {
    var generator = SplitMix64(seed: 2026)
    var covered = 0
    for length in [7, 10, 14, 21, 28] {
      let plan = BlockBootstrap(blocks: length, seed: 5)
      for _ in 0..<600 {
        let sample = blocks((0..<length).map { _ in 8640 * days.draw(&generator) })
        let interval = try #require(plan.interval(of: sample))
        if interval.low <= 0.1 * days.mean && 0.1 * days.mean <= interval.high { covered += 1 }
      }
    }
    #expect((0.87...0.93).contains(Double(covered) / 3000), "\(covered)")
  }

  @Test("a long tail moves both ends towards it; the mirror image moves them back")
  func mirrored() throws {
    let plan = BlockBootstrap(blocks: 10, seed: 5)
    let tail = [1.0, 1, 1, 1, 2, 2, 2, 3, 5, 12].map { $0 * 1000 }
    let right = try #require(plan.interval(of: blocks(tail)))
    let left = try #require(plan.interval(of: blocks(tail.map { 13_000 - $0 })))
    let mean = 3000 / 86_400.0
    #expect(right.high - mean > 1.5 * (mean - right.low))
    #expect(abs(right.high + left.low - 13_000 / 86_400.0) < 1e-9)
  }
}
