import CostModel
import Testing

@testable import Bench

@Suite("Running a trial")
struct RateRunnerTests {
  /// Every reading of the clock is a second after the last, so a step takes a second.
  private func runner(_ trials: [RateTrial]) throws -> RateRunner {
    var seconds = 0
    let model = try ModelPreset.tinyLlama.make(quantization: .q80, seed: 1, threads: 1)
    return try RateRunner(
      model, kernels: .choose(nil), trials: trials, stepColumns: 8,
      now: {
        seconds += 1
        return .seconds(seconds)
      })
  }

  @Test("a prompt of 20 in steps of 8 takes three steps")
  func prefill() throws {
    let trial = RateTrial(test: .prefill(tokens: 20), threads: 2, batch: 1)
    #expect(try runner([trial]).rate(of: trial) == TokensPerSecond(20.0 / 3))
  }

  @Test("a decode step gives a token for each sequence, a short one at every depth")
  func decode() throws {
    let trials = [1, 3].map { RateTrial(test: .decode(tokens: 5), threads: 1, batch: $0) }
    let runner = try runner(trials)
    for _ in 0..<7 {
      #expect(runner.rate(of: trials[0]) == TokensPerSecond(1))
      #expect(runner.rate(of: trials[1]) == TokensPerSecond(3))
    }
  }

  @Test("depths are spread over the whole length, and the offsets together are all of them")
  func depths() {
    let all = (0..<8).flatMap { RateRunner.depths(of: 128, from: $0) }
    #expect(all.sorted() == Array(0..<128))
    #expect((0..<8).allSatisfy { Array(RateRunner.depths(of: 128, from: $0)).count == 16 })
    #expect(Array(RateRunner.depths(of: 3, from: 0)) == [0, 1, 2])
    #expect(RateRunner.depths(of: 100, from: 5).allSatisfy { (0..<100).contains($0) })
  }
}
