import CostModel
import Pricing
import Testing

@Suite("Token rates of a model anywhere")
struct RateBookTests {
  private let shipped: RateBook

  init() throws { shipped = try Catalogue.rateBook(calibrations: [], runtime: .llamaCpp) }

  private func book(
    _ calibrations: [Calibration], runtime: TokenRuntime = .llamaCpp,
    factors: [EngineFactor] = []
  ) -> RateBook {
    let engines = shipped.engines
    return RateBook(
      machines: shipped.machines,
      engines: EngineFacts(
        prior: engines.prior, priorSource: engines.priorSource, factors: factors,
        batchEfficiency: engines.batchEfficiency,
        acceleratedBatchEfficiency: engines.acceleratedBatchEfficiency),
      models: shipped.models, calibrations: calibrations, runtime: runtime)
  }

  private func rate(_ book: RateBook, on target: String, of model: ModelFacts = .llama1B) throws
    -> RateEstimate
  {
    try #require(book.rates(of: model).estimate(on: RateTarget(target)))
  }

  private static let c8g = Calibration.measured(
    on: "c8g.xlarge", [(.decode(tokens: 128), 4, 1, 27), (.prefill(tokens: 512), 4, 1, 45)])
  private static let lambda = "lambda-arm64-10240mb"

  @Test("without a measurement a 1B model on 10,240 MB writes what the field report says")
  func prior() throws {
    let estimate = try rate(book([]), on: Self.lambda)
    #expect(estimate.provenance == .prior)
    #expect(estimate.decode.low.value == 15 && estimate.decode.high.value == 25)
    #expect(estimate.decode.basis.contains("field report"))
    let elsewhere = try rate(book([]), on: "c8g.xlarge")
    #expect(elsewhere.provenance == .prior)
    #expect(elsewhere.decode.high / elsewhere.decode.low > 2)
  }

  @Test("where it was measured the rate is the measurement, with its least and most")
  func measured() throws {
    let estimate = try rate(book([Self.c8g]), on: "c8g.xlarge")
    #expect(estimate.provenance == .measured)
    #expect(estimate.decode.mid.value == 27 && estimate.prefill.mid.value == 45)
    #expect(abs(estimate.decode.low.value - 26.46) < 1e-9)
    #expect(estimate.decode.basis == "measured on c8g.xlarge of 2026-09-21, tg128, 4 threads")
  }

  @Test(
    "elsewhere it is scaled: more cores are faster, and the interval is wider than the measurement's"
  )
  func scaled() throws {
    let book = book([Self.c8g])
    let larger = try rate(book, on: "c8g.4xlarge")
    #expect(larger.provenance == .scaled)
    #expect(larger.decode.mid.value > 50 && larger.decode.mid.value < 90)
    #expect(larger.decode.basis == "scaled from c8g.xlarge of 2026-09-21")
    #expect(larger.decode.high / larger.decode.low > 1.3)
    let function = try rate(book, on: Self.lambda)
    #expect(function.provenance == .scaled)
    #expect(function.decode.mid.value > 12 && function.decode.mid.value < 30)
  }

  @Test("a calibration on x86 scales to Graviton, says so, and is wider than one on Graviton")
  func acrossArchitectures() throws {
    let x86 = Calibration.measured(
      on: "c8a.xlarge", architecture: .x86_64,
      [(.decode(tokens: 128), 4, 1, 50), (.prefill(tokens: 512), 4, 1, 180)])
    let from = try rate(book([x86]), on: Self.lambda)
    #expect(from.provenance == .scaled)
    #expect(from.decode.basis.hasSuffix("(another architecture)"))
    let near = try rate(book([Self.c8g]), on: Self.lambda)
    #expect(from.decode.high / from.decode.low > 1.5 * (near.decode.high / near.decode.low))
    #expect(try rate(book([x86, Self.c8g]), on: Self.lambda) == near)
  }

  @Test("Lambda is scaled from the NEON path a Graviton host measured beside its best one")
  func instructionSets() throws {
    let best = Calibration.measured(
      on: "c8g.xlarge", isa: .neonI8mm, runtime: .costctl, [(.decode(tokens: 128), 4, 1, 60)])
    let neon = Calibration.measured(
      on: "c8g.xlarge", isa: .neonDotprod, runtime: .costctl, [(.decode(tokens: 128), 4, 1, 30)])
    let both = book([best, neon], runtime: .costctl)
    let one = book([neon], runtime: .costctl)
    #expect(try rate(both, on: Self.lambda) == rate(one, on: Self.lambda))
    let other = try rate(book([best], runtime: .costctl), on: Self.lambda)
    #expect(other.decode.basis.hasSuffix("(another instruction set)"))
    #expect(try rate(both, on: "c7g.xlarge").decode.mid > rate(one, on: "c7g.xlarge").decode.mid)
  }

  @Test(
    "the other engine's calibration is borrowed by the factor, and the factor's spread widens it")
  func borrowed() throws {
    let own = Calibration.measured(
      on: "c8a.xlarge", architecture: .x86_64, runtime: .costctl,
      [(.decode(tokens: 128), 4, 1, 100), (.decode(tokens: 128), 4, 8, 300)])
    func factor(_ low: Double, _ high: Double, batch: Int = 1) -> EngineFactor {
      EngineFactor(
        from: .costctl, to: .llamaCpp, architecture: .x86_64, quantization: .q4_k_m,
        work: .decode, threads: 2, batch: batch, low: low, mid: 0.5, high: high)
    }
    let narrow = try rate(book([own], factors: [factor(0.49, 0.51)]), on: "c8a.4xlarge")
    let wide = try rate(book([own], factors: [factor(0.3, 0.8)]), on: "c8a.4xlarge")
    let half = Calibration.measured(
      on: "c8a.xlarge", architecture: .x86_64, [(.decode(tokens: 128), 4, 1, 50)])
    let direct = try rate(book([half]), on: "c8a.4xlarge")
    #expect(narrow.provenance == .scaled)
    #expect(abs(narrow.decode.mid / direct.decode.mid - 1) < 0.02)
    #expect(wide.decode.high / wide.decode.low > narrow.decode.high / narrow.decode.low)
    let batchOnly = try rate(book([own], factors: [factor(0.4, 0.6, batch: 8)]), on: "c8a.4xlarge")
    #expect(batchOnly.decode.mid != narrow.decode.mid)
  }

  @Test("without a published factor the calibration is not taken for 1.0: the gap is named")
  func gap() throws {
    let own = Calibration.measured(
      on: "c8a.xlarge", architecture: .x86_64, runtime: .costctl,
      [(.decode(tokens: 128), 4, 1, 100)])
    let estimate = try rate(book([own]), on: "c8a.4xlarge")
    #expect(estimate.provenance == .prior)
    #expect(
      estimate.decode.basis.hasSuffix(
        "no factor from costctl to llama.cpp is published for q4_k_m on x86_64"))
    #expect(try rate(book([own], runtime: .costctl), on: "c8a.4xlarge").provenance == .scaled)
  }

  @Test("a model of its own is scaled from itself before any other, and another is wider")
  func models() throws {
    let other = ModelFacts(
      name: "mine", parameters: Parameters(3e9), quantization: .q8_0, weightBytes: Bytes(3.2e9),
      source: .gguf)
    let estimate = try rate(book([Self.c8g]), on: "c8g.4xlarge", of: other)
    #expect(estimate.decode.basis.hasSuffix("(another model, another quantization)"))
    let own = Calibration.measured(
      on: "c7g.xlarge", model: other, [(.decode(tokens: 128), 4, 1, 8)])
    let nearer = try rate(book([Self.c8g, own]), on: "c8g.4xlarge", of: other)
    #expect(nearer.decode.basis == "scaled from c7g.xlarge of 2026-09-21")
    #expect(nearer.decode.high / nearer.decode.low < estimate.decode.high / estimate.decode.low)
  }

  @Test("a host whose processor nobody knows is stood in for, and widens what follows")
  func unknownHost() throws {
    let results: [(RateTest, Int, Int, Double)] = [(.decode(tokens: 128), 2, 1, 12)]
    let unknown = Calibration.measured(
      on: nil, cpu: "Some CPU", architecture: .x86_64, cores: 2, results)
    let named = Calibration.measured(
      on: nil, cpu: "Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz", architecture: .x86_64,
      cores: 2, results)
    let stood = try rate(book([unknown]), on: "c6i.4xlarge")
    let known = try rate(book([named]), on: "c6i.4xlarge")
    #expect(stood.decode.basis.hasSuffix("(a processor that another stands in for)"))
    #expect(
      known.decode.basis
        == "scaled from Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz of 2026-09-21")
    #expect(stood.decode.high / stood.decode.low > known.decode.high / known.decode.low)
  }

  @Test("accelerators are told by published runs, whatever was measured on a processor")
  func accelerators() throws {
    let estimate = try rate(book([Self.c8g]), on: "g6.xlarge")
    #expect(estimate.provenance == .scaled)
    #expect(estimate.decode.basis == "scaled from published runs of llama-bench")
    #expect(estimate == (try rate(book([]), on: "g6.xlarge")))
    #expect(try rate(book([]), on: "g6.48xlarge").decode == estimate.decode)
  }

  @Test("the list of estimates holds the machines the model fits, Lambda first, each once")
  func list() throws {
    let estimates = book([Self.c8g]).estimates(of: .llama1B)
    let names = estimates.map(\.target.name)
    #expect(names.first == "lambda-arm64-1769mb" && names.contains(Self.lambda))
    #expect(Set(names).count == names.count && names.count > 300)
    let large = ModelFacts(
      name: "llama-3.3-70b", parameters: Parameters(70.55e9), quantization: .q4_k_m,
      weightBytes: Bytes(42.5e9), source: .gguf)
    let fitting = book([]).estimates(of: large).map(\.target.name)
    #expect(!fitting.contains(Self.lambda) && !fitting.contains("g5.xlarge"))
    #expect(fitting.contains("g5.12xlarge") && fitting.contains("r8g.2xlarge"))
  }

  @Test(
    "a target's name reads back", arguments: ["lambda-x86_64-1769mb", "c8g.metal-24xl", "other"])
  func targets(name: String) { #expect(RateTarget(name).name == name) }
}
