import CostModel
import Testing

@Suite("Why a month costs more")
struct CostDecompositionTests {
  private func parts(
    _ before: WorkloadVerdict, _ after: WorkloadVerdict
  ) throws -> [CostDecomposition.Cause: Double] {
    let decomposition = try #require(CostDecomposition(from: before, to: after))
    return Dictionary(
      uniqueKeysWithValues: decomposition.parts.map { ($0.cause, $0.amount.value) })
  }

  @Test("$100 to $300 by 1.5 times the invocations, each twice as long, is +$73.81 and +$126.19")
  func worked() throws {
    func meters(_ compute: Double) -> LambdaCost {
      LambdaCost(compute: USD(compute), requests: .zero)
    }
    func verdict(_ compute: Double, _ invocations: Double, _ seconds: Double) -> WorkloadVerdict {
      WorkloadVerdict(
        workload: VerdictFixture.workload, tier: .lambda, firmness: .firm, utilization: 0.1,
        option: "lambda", monthlyCostNow: USD(compute), monthlyCostThen: USD(compute),
        invocationsPerMonth: Requests(invocations), memory: Megabytes(1024), architecture: .arm64,
        meanDuration: .seconds(seconds), meters: meters(compute))
    }
    let parts = try parts(verdict(100, 1000, 1), verdict(300, 1500, 2))
    #expect(abs((parts[.invocations] ?? 0) - 73.81) < 0.005)
    #expect(abs((parts[.length] ?? 0) - 126.19) < 0.005)
  }

  @Test("the parts add up to the difference, whatever changed", arguments: 0..<200)
  func exact(seed: Int) throws {
    var draws = SplitMix64(seed: UInt64(seed))
    func draw(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &draws) }
    func verdict() -> WorkloadVerdict {
      VerdictFixture.verdict(
        invocations: draw(0...4) < 1 ? 0 : draw(1...1e8), seconds: draw(0.001...900),
        memory: draw(128...10_240), price: draw(1e-6...1e-4), kept: draw(0...100),
        durable: draw(0...50))
    }
    let (before, after) = (verdict(), verdict())
    let sum = try parts(before, after).values.reduce(0, +)
    let difference = (after.monthlyCostNow - before.monthlyCostNow).value
    let scale = max(before.monthlyCostNow.value, after.monthlyCostNow.value, 1)
    #expect(abs(sum - difference) <= 1e-9 * scale)
  }

  @Test("one factor alone takes the whole difference of the duration")
  func alone() throws {
    let before = VerdictFixture.verdict()
    for (cause, after) in [
      (CostDecomposition.Cause.length, VerdictFixture.verdict(seconds: 3)),
      (.memory, VerdictFixture.verdict(memory: 2048)),
      (.price, VerdictFixture.verdict(price: 1.1e-5)),
      (.kept, VerdictFixture.verdict(kept: 12)),
      (.state, VerdictFixture.verdict(durable: 7)),
      (.invocations, VerdictFixture.verdict(invocations: 2_000_000)),
      (.invocations, VerdictFixture.verdict(invocations: 0)),
    ] {
      let difference = (after.monthlyCostNow - before.monthlyCostNow).value
      for (found, amount) in try parts(before, after) {
        #expect(abs(amount - (found == cause ? difference : 0)) < 1e-9, "\(found) of \(cause)")
      }
    }
  }

  @Test("it does not matter which of two reports is the first: the parts change sign")
  func symmetric() throws {
    let (one, two) = (
      VerdictFixture.verdict(), VerdictFixture.verdict(invocations: 3e6, seconds: 1)
    )
    let (there, back) = (try parts(one, two), try parts(two, one))
    for cause in CostDecomposition.Cause.allCases {
      #expect(abs((there[cause] ?? 0) + (back[cause] ?? 0)) < 1e-9)
    }
  }
}
