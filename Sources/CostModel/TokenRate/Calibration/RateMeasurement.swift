/// What was timed, named as llama-bench names it.
package enum RateTest: Codable, Hashable, Sendable {
  /// Reading a prompt of so many tokens, `pp512`.
  case prefill(tokens: Int)
  /// Writing so many tokens after an empty prompt, one step at a time, `tg128`.
  case decode(tokens: Int)

  /// `pp512`, `tg128`.
  package var name: String {
    switch self {
    case .prefill(let tokens): "pp\(tokens)"
    case .decode(let tokens): "tg\(tokens)"
    }
  }

  /// Nil unless the text is `pp` or `tg` and a count above zero.
  package init?(_ name: some StringProtocol) {
    guard let tokens = Int(name.dropFirst(2)), tokens > 0 else { return nil }
    switch name.prefix(2) {
    case "pp": self = .prefill(tokens: tokens)
    case "tg": self = .decode(tokens: tokens)
    default: return nil
    }
  }
}

extension RateTest {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let test = RateTest(name) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(name) is no test such as pp512 or tg128")
    }
    self = test
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}

/// One test on so many threads and sequences at once, repeated.
package struct RateMeasurement: Codable, Hashable, Sendable {
  package let test: RateTest
  package let threads: Int
  /// Sequences decoded or read together; 1 for a single stream.
  package let batch: Int
  /// Tokens of all sequences together.
  package let rate: RateSpread

  package init(test: RateTest, threads: Int, batch: Int, rate: RateSpread) {
    self.test = test
    self.threads = threads
    self.batch = batch
    self.rate = rate
  }
}

/// What the repetitions of one test gave.
package struct RateSpread: Codable, Hashable, Sendable {
  package let median: TokensPerSecond
  package let min: TokensPerSecond
  package let max: TokensPerSecond
  package let runs: Int

  package init(median: TokensPerSecond, min: TokensPerSecond, max: TokensPerSecond, runs: Int) {
    self.median = median
    self.min = min
    self.max = max
    self.runs = runs
  }
}
