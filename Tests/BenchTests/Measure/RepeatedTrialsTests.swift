import CostModel
import Testing

@testable import Bench

@Suite("Repeated trials")
struct RepeatedTrialsTests {
  private let prefill = RateTrial(test: .prefill(tokens: 512), threads: 2, batch: 1)
  private let alone = RateTrial(test: .prefill(tokens: 512), threads: 1, batch: 1)
  private let decode = RateTrial(test: .decode(tokens: 128), threads: 2, batch: 1)

  /// A clock that a repetition moves on by the seconds of its trial.
  private final class Script {
    var elapsed = Duration.zero
    var order: [RateTrial] = []
    private let seconds: [RateTrial: Double]
    private let rates: (Int) -> Double

    init(_ seconds: [RateTrial: Double], rates: @escaping (Int) -> Double) {
      self.seconds = seconds
      self.rates = rates
    }

    func run(_ trial: RateTrial) -> TokensPerSecond {
      elapsed += .seconds(seconds[trial] ?? 0)
      order.append(trial)
      return TokensPerSecond(rates(order.count { $0 == trial }))
    }
  }

  private func repeated(
    _ trials: [RateTrial], budget: Int, _ script: Script
  ) -> RepeatedTrials {
    var repeated = RepeatedTrials(trials, policy: RepetitionPolicy(budget: .seconds(budget)))
    repeated.run(elapsed: { script.elapsed }, rate: script.run)
    return repeated
  }

  @Test("steady rates end after the least number of runs, taken in turn")
  func steady() {
    let script = Script([prefill: 1, decode: 1], rates: { _ in 100 })
    let result = repeated([prefill, decode], budget: 1000, script)
    #expect(script.order == (0..<5).flatMap { _ in [prefill, decode] })
    let spread = RateSpread(
      median: TokensPerSecond(100), min: TokensPerSecond(100), max: TokensPerSecond(100), runs: 5)
    #expect(
      result.measurements
        == [prefill, decode].map {
          RateMeasurement(test: $0.test, threads: $0.threads, batch: $0.batch, rate: spread)
        })
    #expect(result.leftOut.isEmpty)
  }

  @Test("unsteady rates go on to the greatest number of runs")
  func unsteady() {
    let script = Script([decode: 1], rates: { $0 % 2 == 0 ? 80 : 120 })
    let result = repeated([decode], budget: 1000, script)
    #expect(result.measurements.map(\.rate.runs) == [50])
    #expect(result.measurements.map(\.rate.median) == [TokensPerSecond(100)])
  }

  @Test("what will not end within the budget is not begun")
  func budget() {
    let script = Script([prefill: 4, decode: 1], rates: { Double($0) })
    let result = repeated([prefill, decode], budget: 11, script)
    // 4 + 1, 4 + 1, then only the shorter one fits.
    #expect(script.order == [prefill, decode, prefill, decode, decode])
    #expect(script.elapsed == .seconds(11))
    #expect(result.leftOut.isEmpty)
  }

  @Test("a trial that was never run is expected to take as long as one like it, by its threads")
  func expected() {
    let script = Script([prefill: 4, alone: 8], rates: { Double($0) })
    let result = repeated([prefill, alone], budget: 11, script)
    #expect(script.order == [prefill, prefill])
    #expect(result.leftOut == [alone])
  }

  @Test(
    "a median is settled when its notch is within 1 % of it",
    arguments: [
      ([99.0, 100, 100, 100, 101], true), ([90, 95, 100, 105, 110], false), ([100, 100], false),
      // IQR 1: 1.57 · 1 / √5 = 0.70, of a median of 100 and of 60.
      ([99, 99.5, 100, 100.5, 101], true), ([59, 59.5, 60, 60.5, 61], false),
    ])
  func notch(rates: [Double], expected: Bool) {
    let policy = RepetitionPolicy(budget: .seconds(1))
    #expect(policy.isSettled(rates.map { TokensPerSecond($0) }) == expected)
  }

  @Test("all combinations, most threads first; no tokens leave a test out")
  func combinations() {
    let all = RateTrial.all(
      promptTokens: 512, generatedTokens: 128, threads: [1, 2, 2], batches: [8, 1])
    let names = all.map { "\($0.test.name) \($0.threads) \($0.batch)" }
    #expect(
      names == [
        "pp512 2 1", "tg128 2 1", "tg128 2 8", "pp512 1 1", "tg128 1 1", "tg128 1 8",
      ])
    let none = RateTrial.all(promptTokens: 0, generatedTokens: 1, threads: [1], batches: [1])
    #expect(none.map(\.test.name) == ["tg1"])
  }

  @Test(
    "threads double up to all cores",
    arguments: [(1, [1]), (2, [1, 2]), (6, [1, 2, 4, 6]), (8, [1, 2, 4, 8]), (0, [1])])
  func threads(cores: Int, expected: [Int]) {
    #expect(RateTrial.threadCounts(cores: cores) == expected)
  }
}
