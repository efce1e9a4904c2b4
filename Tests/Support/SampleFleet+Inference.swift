import CostModel

extension SampleFleet {
  static func rate(_ mid: Double, _ provenance: Provenance) -> TokenRate {
    TokenRate(
      low: TokensPerSecond(mid * 0.8), mid: TokensPerSecond(mid),
      high: TokensPerSecond(mid * 1.25), provenance: provenance,
      basis: "scaled from c8g.xlarge of 2026-01-12")
  }

  /// Made-up advice on the tokens of one workload; of another the model is not known, of the rest nothing.
  static func inference(_ analysis: WorkloadAnalysis, now: USD) -> InferenceOutcome {
    switch analysis.profile.workload.name {
    case "chat-support": .known(chat(now: now))
    case "rag-query": .unknown(.unknownModel("house-7b", known: ["llama-3.2-1b"]))
    default: .unknown(.notConfigured)
    }
  }

  private static func chat(now: USD) -> InferenceAdvice {
    let model = ModelFacts(
      name: "llama-3.2-1b", parameters: Parameters(1.24e9), quantization: .q4_k_m,
      weightBytes: Bytes(8e8), source: .preset, kvBytesPerToken: Bytes(32_768))
    func size(_ memory: Double, _ seconds: Double, _ share: Double) -> MemoryAdvice.Size {
      MemoryAdvice.Size(
        memory: Megabytes(memory), duration: .seconds(seconds), monthlyCost: now * share)
    }
    let sizes = [size(2048, 18.2, 0.91), size(5120, 7.75, 0.97), size(10_240, 4, 1)]
    return InferenceAdvice(
      request: ServedRequest(model: model, prompt: Tokens(60), output: Tokens(45)),
      rates: RateEstimate(
        target: .lambda(.arm64, memory: Megabytes(10_240)), decode: rate(16.5, .scaled),
        prefill: rate(33, .scaled)),
      expected: RequestTime(low: .seconds(3.2), mid: .seconds(4.5), high: .seconds(6.4)),
      observed: .seconds(4), observedDecode: TokensPerSecond(20.6),
      memory: MemoryAdvice(sizes: sizes, current: sizes[2]),
      bedrock: BedrockReference(
        model: "llama-3.2-1b", perMillionInput: USD(0.1), perMillionOutput: USD(0.1),
        monthlyCost: USD(3.3), status: .verified))
  }
}
