/// What token rates say of one workload.
package struct InferenceAdvice: Hashable, Sendable {
  package let request: ServedRequest
  /// Of one stream on the function as it is.
  package let rates: RateEstimate
  package let expected: RequestTime
  /// Mean duration of an invocation; nil when there was none.
  package let observed: Duration?
  /// Output tokens a second that leaves for decoding, the prompt's estimated time taken off.
  package let observedDecode: TokensPerSecond?
  /// Nil without invocations, or where provisioned concurrency is paid for.
  package let memory: MemoryAdvice?
  package let bedrock: BedrockReference?

  package init(
    request: ServedRequest, rates: RateEstimate, expected: RequestTime, observed: Duration?,
    observedDecode: TokensPerSecond?, memory: MemoryAdvice?, bedrock: BedrockReference?
  ) {
    self.request = request
    self.rates = rates
    self.expected = expected
    self.observed = observed
    self.observedDecode = observedDecode
    self.memory = memory
    self.bedrock = bedrock
  }

  /// True where the mean duration lies outside what the rates lead to expect.
  package var isOffExpectation: Bool {
    observed.map { $0 < expected.low || expected.high < $0 } ?? false
  }
}

extension InferenceAdvice {
  /// Says so where the mean duration lies outside what the rates lead to expect.
  package var finding: Finding? {
    guard let observed, isOffExpectation else { return nil }
    let rate = observedDecode.map { "\(Shown.number($0.value)) tokens/s" } ?? "no rate at all"
    return Finding(
      .tokenRate, .warning,
      "A request takes \(Shown.number(observed.inSeconds)) s, where \(Shown.number(expected.low.inSeconds)) "
        + "to \(Shown.number(expected.high.inSeconds)) s are expected: \(rate) against "
        + "\(Shown.number(rates.decode.low.value)) to \(Shown.number(rates.decode.high.value)); check "
        + "the model and tokens in costctl.yaml, the threads, and what else the handler does.")
  }
}

/// The same tokens from Amazon Bedrock: a reference, because it is another server's model.
package struct BedrockReference: Hashable, Sendable {
  package let model: String
  package let perMillionInput: USD
  package let perMillionOutput: USD
  package let monthlyCost: USD
  package let status: PriceStatus

  package init(
    model: String, perMillionInput: USD, perMillionOutput: USD, monthlyCost: USD,
    status: PriceStatus
  ) {
    self.model = model
    self.perMillionInput = perMillionInput
    self.perMillionOutput = perMillionOutput
    self.monthlyCost = monthlyCost
    self.status = status
  }
}

extension BedrockReference {
  /// Nil where the region has no price for the model.
  init?(_ request: ServedRequest, requests: Requests, region: String, prices: PriceBook) {
    let name = ModelName.canonical(request.model.name)
    let keys = ["input", "output"].map {
      PriceKey(service: "bedrock", region: region, item: "\(name)/\($0)")
    }
    guard let input = try? prices.price(keys[0], per: Tokens.self),
      let output = try? prices.price(keys[1], per: Tokens.self)
    else { return nil }
    let million = Tokens(1_000_000)
    self.init(
      model: name, perMillionInput: input * million, perMillionOutput: output * million,
      monthlyCost: (input * request.prompt + output * request.output) * requests.value,
      status: .weakest(of: keys.compactMap(prices.status)))
  }
}
