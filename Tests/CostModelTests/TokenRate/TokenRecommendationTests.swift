import CostModel
import Pricing
import Testing

@Suite("Recommendations in tokens")
struct TokenRecommendationTests {
  private let prices: PriceBook
  private let book: RateBook

  init() throws {
    prices = try Catalogue.bundled()
    book = try Catalogue.rateBook(
      calibrations: [
        .measured(
          on: "c8g.xlarge", [(.decode(tokens: 128), 4, 1, 27), (.prefill(tokens: 512), 4, 1, 45)])
      ], runtime: .llamaCpp)
  }

  private static let request = ServedRequest(
    model: .llama1B, prompt: Tokens(60), output: Tokens(100))

  /// One 10,240 MB function, half of whose time passes in requests of so many seconds.
  private func profile(
    seconds: Double, memory: Double = 10_240, slots: Int = 6,
    provisioned: ProvisionedUsage? = nil
  ) -> UsageProfile {
    .steady(
      memory: Megabytes(memory), busyPerDay: Array(repeating: 43_200 * Double(slots), count: 14),
      invocations: 604_800 * Double(slots) / seconds,
      levels: [.init(executions: slots, seconds: 604_800)], provisioned: provisioned)
  }

  private func recommend(
    _ profile: UsageProfile, _ request: Result<ServedRequest, RequestGap> = .success(Self.request),
    policy: Policy = .rule
  ) -> Recommendation? {
    let analysis = Analyzer(prices: prices, settings: AnalysisSettings())
      .analyze([profile], in: .fortnight)
    return Recommender(
      prices: prices, settings: RecommendationSettings(policy: policy),
      knowledge: RequestKnowledge(book: book) { _ in request }
    ).recommend(analysis).recommendations.first
  }

  @Test("a million output tokens cost the month over its tokens")
  func perMillion() throws {
    let advice = try #require(recommend(profile(seconds: 8)))
    let lambda = try #require(advice.options.first { $0.name == "lambda" })
    let tokens = 604_800 * 6 / 8 * 100 * (2_628_000 / 1_209_600.0)
    let expected = advice.monthlyCostNow.value / tokens * 1e6
    #expect(abs((lambda.perMillionOutputTokens?.value ?? 0) / expected - 1) < 1e-9)
    #expect(lambda.requestSeconds == 8)
    for option in advice.options where option.isFeasible {
      #expect(option.perMillionOutputTokens != nil && option.requestSeconds != nil)
    }
  }

  @Test("no server is slower than the function, a smaller request time comes from a faster machine")
  func notSlower() throws {
    let advice = try #require(recommend(profile(seconds: 8)))
    for option in advice.options where option.offer != nil {
      #expect((option.requestSeconds ?? 9) <= 8 + 1e-9, "\(option.name)")
      #expect(option.provenance == .scaled || option.provenance == .measured, "\(option.name)")
      let demand = 6 * 100 / (advice.inference.advice?.expected.mid.inSeconds ?? 1)
      #expect((option.capacity?.value ?? 0) > demand * (1 - 1e-9), "\(option.name)")
    }
  }

  @Test("by Little's law a fleet carries the requests the function had at its peak")
  func fleets() throws {
    let few = try #require(recommend(profile(seconds: 8, slots: 2)))
    let many = try #require(recommend(profile(seconds: 8, slots: 40)))
    func instances(_ advice: Recommendation, _ service: String) -> Int? {
      advice.options.first { $0.name.hasPrefix(service) && $0.isFeasible }?.instances
    }
    #expect(instances(few, "ec2/g6") == 1 && instances(many, "ec2/g6") == 1)
    let small = try #require(
      few.options.first { $0.offer?.instance.name == "m7g.xlarge" && $0.isFeasible })
    let large = try #require(
      many.options.first { $0.name == small.name })
    #expect((large.instances ?? 0) > 10 * (small.instances ?? 1))
  }

  @Test("accelerators are priced where their rate is known, and named where it is not")
  func accelerators() throws {
    let advice = try #require(recommend(profile(seconds: 8)))
    let l4 = try #require(advice.options.first { $0.offer?.instance.name == "g6.xlarge" })
    #expect(l4.monthlyCost != nil && l4.provenance == .scaled)
    let t4g = try #require(advice.options.first { $0.name == "ec2/g5g.xlarge/on-demand" })
    #expect(t4g.whyNot == "no token rate of its accelerator is known")
  }

  @Test("Bedrock's price of the same tokens is a reference that no policy chooses")
  func bedrock() throws {
    let advice = try #require(recommend(profile(seconds: 8), policy: .cost))
    let reference = try #require(advice.inference.advice?.bedrock)
    let requests = 604_800 * 6 / 8 * (2_628_000 / 1_209_600.0)
    #expect(abs(reference.monthlyCost.value - requests * 160 * 0.1e-6) < 1e-9)
    #expect(reference.perMillionOutput == USD(0.1))
    let option = try #require(advice.options.first { $0.name == "bedrock/llama-3.2-1b" })
    #expect(!option.isFeasible && option.monthlyCost == reference.monthlyCost)
    #expect(advice.chosen.name != option.name && advice.cheapest.name != option.name)
    #expect(advice.reasons.contains { $0.hasPrefix("Bedrock answers the same tokens") })
  }

  @Test("memory advice starts from the bill as it is and keeps what does not depend on memory")
  func memoryAdvice() throws {
    let advice = try #require(recommend(profile(seconds: 8)))
    let memory = try #require(advice.inference.advice?.memory)
    #expect(memory.current.memory == Megabytes(10_240) && memory.current == memory.largest)
    #expect(abs((memory.current.monthlyCost - advice.monthlyCostNow).value) < 1e-9)
    #expect(abs(memory.current.duration.inSeconds - 8) < 1e-9)
    #expect(memory.cheapest.monthlyCost <= memory.current.monthlyCost)
    #expect(memory.fastest.duration <= memory.current.duration)
    let requests = advice.analysis.monthlyCost?.requests ?? .zero
    for size in memory.sizes {
      let compute = memory.current.monthlyCost - requests
      let gbSeconds =
        (size.memory / memory.current.memory)
        * (size.duration.inSeconds / memory.current.duration.inSeconds)
      #expect(abs((size.monthlyCost - requests).value / (compute.value * gbSeconds) - 1) < 1e-9)
    }
    #expect(memory.sizes.first.map { $0.memory.value * 1_048_576 >= 799_862_784 } == true)
  }

  @Test("provisioned concurrency is paid by the hour: no memory advice from durations")
  func provisioned() throws {
    let usage = ProvisionedUsage(configured: GBSeconds(1e6), served: GBSeconds(1e6))
    let advice = try #require(recommend(profile(seconds: 8, provisioned: usage)))
    #expect(advice.inference.advice != nil && advice.inference.advice?.memory == nil)
  }

  @Test("a duration outside of what the rates lead to expect is a finding")
  func observed() throws {
    let fits = try #require(recommend(profile(seconds: 6)))
    #expect(fits.inference.advice?.isOffExpectation == false)
    #expect(!fits.analysis.findings.contains { $0.code == .tokenRate })
    let slow = try #require(recommend(profile(seconds: 60)))
    let finding = try #require(slow.analysis.findings.first { $0.code == .tokenRate })
    #expect(finding.severity == .warning && finding.message.hasPrefix("A request takes 60 s"))
    let decode = try #require(slow.inference.advice?.observedDecode)
    #expect(decode.value > 1.6 && decode.value < 2)
  }

  @Test(
    "without model or tokens the columns are empty and say why",
    arguments: [
      RequestGap.notConfigured, .missing(key: "output_tokens"),
      .unknownModel("x", known: ["llama-3.2-1b"]), .unknownQuantization(.q8_0, model: "x"),
    ])
  func gaps(gap: RequestGap) throws {
    let advice = try #require(recommend(profile(seconds: 8), .failure(gap)))
    #expect(advice.inference == .unknown(gap))
    #expect(advice.options.allSatisfy { $0.perMillionOutputTokens == nil && $0.decode == nil })
    #expect(advice.options.contains { $0.name == "bedrock" && $0.monthlyCost == nil })
    #expect(!gap.description.isEmpty)
  }

  @Test("a model that the function has no room for is a mistake in the configuration")
  func tooLarge() throws {
    let advice = try #require(recommend(profile(seconds: 8, memory: 512)))
    #expect(
      advice.inference
        == .unknown(
          .doesNotFit(
            model: "llama-3.2-1b",
            needed: Bytes(799_862_784 + 256 * 1_048_576 + 160 * 32_768),
            memory: Megabytes(512))))
  }

  @Test("names and quantizations are looked up among presets, then calibrations")
  func lookup() throws {
    #expect(try book.model(named: "Llama-3.2-1B-Instruct", .q4_k_m) == .llama1B)
    #expect(throws: RequestGap.unknownQuantization(Quantization("q5_k_m"), model: "llama-3.2-1b")) {
      try book.model(named: "llama-3.2-1b", Quantization("q5_k_m"))
    }
    #expect(throws: RequestGap.unknownModel("mine", known: book.models.map(\.name))) {
      try book.model(named: "mine", .q4_k_m)
    }
    let mine = ModelFacts(
      name: "mine", parameters: Parameters(3e9), quantization: .q8_0, weightBytes: Bytes(3e9),
      source: .gguf)
    let known = book.with([
      .measured(on: "c8g.xlarge", model: mine, [(.decode(tokens: 8), 4, 1, 8)])
    ])
    #expect(try known.model(named: "mine", .q8_0) == mine)
    #expect(throws: RequestGap.unknownQuantization(.q4_0, model: "mine")) {
      try known.model(named: "mine", .q4_0)
    }
  }
}
