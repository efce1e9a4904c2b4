import CostModel
import Pricing
import Testing

@Suite("What workloads ask of nodes")
struct NodeDemandTests {
  private let model = ModelFacts(
    name: "llama-3.2-1b", parameters: Parameters(1.24e9), quantization: .q4_k_m,
    weightBytes: Bytes(8e8), source: .preset, kvBytesPerToken: Bytes(32_768))

  /// Ten executions of four seconds each at the peak, half of that on average.
  private func analysis() throws -> WorkloadAnalysis {
    let seconds = Double(AnalysisWindow.fortnight.seconds)
    let profile = UsageProfile.steady(
      name: "chat", memory: Megabytes(3538),
      busyPerDay: Array(repeating: 432_000, count: 14), invocations: seconds * 5 / 4,
      levels: [.init(executions: 10, seconds: Int(seconds) / 2)])
    let book = try PriceBook.list(extra: TCOFixture.extra)
    return try #require(
      Analyzer(prices: book, settings: AnalysisSettings()).analyze([profile], in: .fortnight)
        .workloads.first)
  }

  @Test("by Little's law ten executions of 4 s answer 2.5 requests a second")
  func requests() throws {
    let request = ServedRequest(model: model, prompt: Tokens(500), output: Tokens(200))
    let demand = NodeDemand(try analysis(), request: request)
    let tokens = try #require(demand.tokens)
    #expect(abs(tokens.outputPeak.value - 500) < 1e-6)
    #expect(abs(tokens.outputAverage.value - 250) < 1e-6)
    // 2.5 × 700 tokens × 1.24e9 parameters against 3 × 8.03e9.
    let expected = 2.5 * 700 * 1.24 / (3 * 8.03)
    #expect(abs(demand.peak(perVCPU: TokensPerSecond(9)).value - expected) < 1e-9)
    #expect(abs(demand.average(perVCPU: TokensPerSecond(9)).value - expected / 2) < 1e-9)
  }

  @Test("the reference's own requests weigh what they write")
  func reference() throws {
    let own = ModelFacts(
      name: "llama-3.1-8b", parameters: ReferenceRequest.parameters, quantization: .q4_k_m,
      weightBytes: Bytes(4.92e9), source: .preset)
    let request = ServedRequest(model: own, prompt: Tokens(256), output: Tokens(128))
    let demand = NodeDemand(try analysis(), request: request)
    let tokens = try #require(demand.tokens)
    let peak = demand.peak(perVCPU: TokensPerSecond(1))
    #expect(abs(peak.value - tokens.outputPeak.value) < 1e-9)
  }

  @Test("a model that writes nothing still has its prompts to read")
  func prompts() throws {
    let request = ServedRequest(model: model, prompt: Tokens(300), output: .zero)
    let demand = NodeDemand(try analysis(), request: request)
    #expect(demand.tokens?.outputPeak == .zero)
    #expect(demand.peak(perVCPU: TokensPerSecond(1)).value > 0)
  }

  @Test("without tokens every execution keeps its vCPUs decoding")
  func executions() throws {
    let demand = NodeDemand(try analysis(), request: nil)
    #expect(demand.tokens == nil && demand.peak(perVCPU: TokensPerSecond(0.5)).value == 10)
    #expect(abs(demand.average(perVCPU: TokensPerSecond(0.5)).value - 5) < 1e-9)
  }

  @Test("a fleet whose tokens are known is sized in tokens on both sides")
  func fleet() throws {
    let report = try TCOFixture.tokenReport()
    let demand = TCODemand(of: report)
    #expect(demand.known.count == 2 && demand.peak == .zero && demand.requestPeak > .zero)
    let comparison = try TCOFixture.comparison(of: report)
    let parameters = comparison.assumptions.parameters
    #expect(parameters.peak == demand.requestPeak && parameters.average == demand.requestAverage)
    #expect(
      comparison.plan.months[0].nodes.standing
        == max(1, (demand.requestPeak.value / parameters[.capacityTokensPerSecond]).rounded(.up))
        + 1)
    for scenario in comparison.scenarios {
      for placement in scenario.placements {
        guard let sizing = placement.option.cost?.fleet, let offer = placement.option.offer
        else { continue }
        let fleet = scenario.fleets.first {
          $0.kind.offer == offer && $0.kind.peak == sizing.peak
        }
        #expect(fleet?.kind.slots == sizing.slots, "\(scenario.name)")
      }
      let options = scenario.placements.compactMap(\.option.monthlyCost).sum()
      let month = scenario.flow([1], priceFactor: 1).cash.total
      #expect(abs((month - options).value) < 1e-9, "\(scenario.name)")
    }
    #expect(
      comparison.scenarios.contains {
        $0.fleets.contains { $0.kind.slots.rounded() != $0.kind.slots }
      })
  }
}
