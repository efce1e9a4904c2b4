import CostModel

extension JSONWriter {
  /// Token rates, memory advice and Bedrock's price; null with the reason where tokens are not known.
  mutating func members(of inference: InferenceOutcome) {
    switch inference {
    case .unknown(let gap):
      null("token_rates")
      member("why_no_token_rates", gap.description)
      null("memory_advice")
      null("bedrock")
    case .known(let advice):
      tokenRates(advice)
      member("why_no_token_rates", nil as String?)
      memoryAdvice(advice.memory)
      bedrock(advice.bedrock)
    }
  }

  mutating func interval(_ key: StaticString, _ rate: TokenRate?) {
    guard let rate else { return null(key) }
    object(key) {
      $0.member("low", rate.low)
      $0.member("mid", rate.mid)
      $0.member("high", rate.high)
    }
  }

  private mutating func tokenRates(_ advice: InferenceAdvice) {
    object("token_rates") {
      $0.member("model", advice.request.model.name)
      $0.member("quant", advice.request.model.quantization.name)
      $0.member("prompt_tokens", advice.request.prompt)
      $0.member("output_tokens", advice.request.output)
      $0.interval("decode_tokens_per_second", advice.rates.decode)
      $0.interval("prefill_tokens_per_second", advice.rates.prefill)
      $0.member("provenance", advice.rates.provenance.rawValue)
      $0.member("basis", advice.rates.decode.basis)
      $0.object("expected_request_seconds") {
        $0.member("low", advice.expected.low.inSeconds)
        $0.member("mid", advice.expected.mid.inSeconds)
        $0.member("high", advice.expected.high.inSeconds)
      }
      $0.member("observed_request_seconds", advice.observed?.inSeconds)
      $0.member("observed_decode_tokens_per_second", advice.observedDecode)
    }
  }

  private mutating func memoryAdvice(_ advice: MemoryAdvice?) {
    guard let advice else { return null("memory_advice") }
    object("memory_advice") {
      $0.size("current", advice.current)
      $0.size("cheapest", advice.cheapest)
      $0.size("fastest", advice.fastest)
      $0.size("largest", advice.largest)
      $0.objects("sizes", advice.outline) { $0.members(of: $1) }
    }
  }

  private mutating func size(_ key: StaticString, _ size: MemoryAdvice.Size?) {
    guard let size else { return null(key) }
    object(key) { $0.members(of: size) }
  }

  private mutating func members(of size: MemoryAdvice.Size) {
    member("memory_mb", size.memory)
    member("request_seconds", size.duration.inSeconds)
    member("monthly_cost", size.monthlyCost)
  }

  private mutating func bedrock(_ reference: BedrockReference?) {
    guard let reference else { return null("bedrock") }
    object("bedrock") {
      $0.member("model", reference.model)
      $0.member("monthly_cost", reference.monthlyCost)
      $0.member("per_million_input_tokens", reference.perMillionInput)
      $0.member("per_million_output_tokens", reference.perMillionOutput)
    }
  }
}

extension MemoryAdvice {
  /// The curve by the gigabyte: enough to draw it.
  fileprivate var outline: [Size] {
    sizes.filter { $0.memory.value.truncatingRemainder(dividingBy: 1024) == 0 }
  }
}
