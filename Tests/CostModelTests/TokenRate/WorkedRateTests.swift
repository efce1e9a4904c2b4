import Pricing
import Testing

@testable import CostModel

/// The numbers of docs/method.md, section 8.
@Suite("Worked numbers of the method's token rates")
struct WorkedRateTests {
  private let measured: SpareCores
  private let shipped: RateBook

  init() throws {
    measured = try SpareCores()
    shipped = try Catalogue.rateBook(calibrations: [], runtime: .llamaCpp)
  }

  private static let llama7B = "llama-7b.Q4_K_M.gguf"

  private func near(_ value: Double, _ told: Double) -> Bool { abs(value / told - 1) < 0.01 }

  @Test("by its figures a c8g.xlarge decodes Llama 2 7B at 5.8 tokens/s and reads a prompt at 8.2")
  func figures() throws {
    let model = try #require(measured.results(of: Self.llama7B).first?.model)
    let machine = try #require(shipped.machines.machine(for: .instance("c8g.xlarge")))
    let pass = shipped.pass(of: model, on: machine, engine: RateVector(repeating: 0))
    #expect(near(1 / pass.decodeStep().seconds, 5.82))
    #expect(near(512 / pass.prefill(Tokens(512)).seconds, 8.24))
  }

  @Test(
    "a c8g.xlarge's report tells machines it never saw, in intervals that hold what was measured",
    arguments: [
      ("c8a.4xlarge", [16.6, 22.7, 31.2], 23.8, [50.4, 118.9, 280.6], 121.8),
      ("c8g.24xlarge", [25.9, 46.3, 82.9], 51.2, [88, 123.4, 173.1], 165.2),
    ])
  func scaled(
    target: String, decode: [Double], wasDecode: Double, prefill: [Double], wasPrefill: Double
  ) throws {
    let fold = try #require(try SpareCoresFold.all()["without-4xlarge"])
    let calibration = try #require(measured.calibration(of: "c8g.xlarge", model: Self.llama7B))
    let rates = shipped.with([calibration], machines: fold.machines(shipped.machines))
      .rates(of: calibration.model)
    let estimate = try #require(rates.estimate(on: .instance(target)))
    for (rate, told, was) in [
      (estimate.decode, decode, wasDecode), (estimate.prefill, prefill, wasPrefill),
    ] {
      #expect(near(rate.low.value, told[0]) && near(rate.mid.value, told[1]))
      #expect(near(rate.high.value, told[2]))
      #expect(rate.low.value <= was && was <= rate.high.value)
    }
  }

  @Test("a stream across the sockets of a c8g.48xlarge decodes at 2.3 tokens/s, as was measured")
  func crossing() throws {
    let calibration = try #require(measured.calibration(of: "c8g.xlarge", model: Self.llama7B))
    let rates = shipped.with([calibration]).rates(of: calibration.model)
    let estimate = try #require(rates.estimate(on: .instance("c8g.48xlarge")))
    #expect(near(estimate.decode.mid.value, 2.3))
    #expect(estimate.decode.low.value < 1.4 && estimate.decode.high.value > 3.7)
  }

  @Test("three requests at once take 3 · 10.245 s of prompts and 100 · 125 ms of decoding")
  func shared() {
    let machine = Machine(processor: .round, cores: 4, memory: Bytes(16e9))
    let pass = MachinePass(
      machine: machine, model: .round, engine: RateVector(repeating: 0),
      batchEfficiency: Ratio(0.5))
    let belief = SourcedBelief(
      engine: EngineBelief(shipped.machines.spreads), provenance: .prior, basis: "")
    let stream = MachineStream(pass: pass, belief: belief)
    let request = ServedRequest(
      model: .round, prompt: Tokens(512), output: Tokens(100))
    let time = stream.requestTime(request, streams: 3)
    #expect(abs(time.seconds - (3 * 10.245 + 100 * 0.125)) < 1e-9)
    let alone = stream.requestTime(request, streams: 1)
    #expect(abs(alone.seconds - (10.245 + 100 * 0.1096833)) < 1e-5)
  }
}
