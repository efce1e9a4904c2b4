import CostModel
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
}
