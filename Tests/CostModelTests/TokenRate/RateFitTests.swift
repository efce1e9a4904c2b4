import CostModel
import Testing

@Suite("The roofline of a calibration")
struct RateFitTests {
  private static let model = ModelFacts(
    name: "m", parameters: Parameters(1.2e9), quantization: .q4_0, weightBytes: Bytes(0.8e9),
    source: .gguf)

  private func fitted(_ results: [(RateTest, Int, Int, Double)]) -> RateFit? {
    Calibration.measured(on: nil, model: Self.model, results).fit
  }

  @Test("0.8 GB at 20 tokens/s are 16 GB/s, eights at 64 are 153.6 GFLOP/s, a prompt at 80 is 192")
  func worked() throws {
    let fit = try #require(
      fitted([
        (.decode(tokens: 128), 2, 1, 20), (.decode(tokens: 128), 2, 8, 64),
        (.prefill(tokens: 512), 2, 1, 80),
      ]))
    #expect(fit.threads == 2)
    #expect(abs(fit.bandwidth.value - 16e9) < 1)
    #expect(abs(fit.flops.value - 153.6e9) < 10)
    #expect(abs((fit.prefillFlops?.value ?? 0) - 192e9) < 10)
    #expect(fit.overheadSeconds == 0 && fit.maxRelativeError.value < 1e-12)
  }

  @Test("five steps of t(b) = max(0.8 GB / 16 GB/s, b · 20 ms) + 4 ms give those figures back")
  func exact() throws {
    let steps = [1, 2, 4, 8, 16].map { batch in
      let seconds = max(0.05, Double(batch) * 2.4e9 / 120e9) + 0.004
      return (RateTest.decode(tokens: 64), 4, batch, Double(batch) / seconds)
    }
    let prompt = 1024 / (2 * 0.004 + 1024 * 2.4e9 / 300e9)
    let fit = try #require(fitted(steps + [(.prefill(tokens: 1024), 4, 1, prompt)]))
    #expect(abs(fit.bandwidth.value / 16e9 - 1) < 1e-6)
    #expect(abs(fit.flops.value / 120e9 - 1) < 1e-6)
    #expect(abs(fit.overheadSeconds - 0.004) < 1e-8)
    #expect(abs((fit.prefillFlops?.value ?? 0) / 300e9 - 1) < 1e-6)
    #expect(fit.maxRelativeError.value < 1e-6)
  }

  @Test("time that grows by 2.2 ms a stream from 19.4 ms is memory's, not overhead: 33 to 42 GB/s")
  func memoryIsNoOverhead() throws {
    let steps = [1, 2, 4, 8].map { batch in
      (RateTest.decode(tokens: 64), 2, batch, Double(batch) / (0.0194 + Double(batch) * 0.0022))
    }
    let fit = try #require(fitted(steps))
    #expect((33e9...42e9).contains(fit.bandwidth.value))
    #expect(fit.overheadSeconds <= 0.00216 * (1 + 1e-9) && fit.maxRelativeError.value < 0.25)
  }

  @Test("what the formula cannot follow is its worst relative error")
  func misfit() throws {
    let fit = try #require(
      fitted([
        (.decode(tokens: 64), 2, 1, 20), (.decode(tokens: 64), 2, 4, 60),
        (.decode(tokens: 64), 2, 8, 64), (.decode(tokens: 64), 2, 16, 110),
      ]))
    #expect(fit.maxRelativeError.value > 0.02 && fit.maxRelativeError.value < 0.3)
  }

  @Test(
    "one stream alone gives a bandwidth, the prompt its arithmetic, and the fastest threads count")
  func single() throws {
    let fit = try #require(
      fitted([
        (.decode(tokens: 64), 1, 1, 12), (.decode(tokens: 64), 2, 1, 20),
        (.prefill(tokens: 512), 2, 1, 80), (.prefill(tokens: 512), 1, 1, 41),
      ]))
    #expect(fit.threads == 2 && abs(fit.bandwidth.value - 16e9) < 1)
    #expect(fit.flops == fit.prefillFlops && fit.overheadSeconds == 0)
  }

  @Test("no single stream, no fit")
  func none() {
    #expect(fitted([]) == nil)
    #expect(fitted([(.prefill(tokens: 512), 2, 1, 80)]) == nil)
    #expect(fitted([(.decode(tokens: 64), 2, 8, 64)]) == nil)
  }
}
