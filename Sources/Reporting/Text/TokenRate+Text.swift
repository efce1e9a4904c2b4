import CostModel

extension TokenRate {
  /// `16.4 tokens/s [11.2–24.1]`.
  var shown: String { "\(mid.brief) tokens/s [\(low.brief)–\(high.brief)]" }
}

extension TokensPerSecond {
  /// Three digits are as many as a rate deserves: `16.4`, `0.83`, `412`.
  var brief: String { figure(places: value < 1 ? 2 : value < 100 ? 1 : 0) }
}

extension RequestTime {
  /// `8.4 s [5.9–12]`.
  var shown: String { "\(mid.brief) s [\(low.brief)–\(high.brief)]" }
}

extension Duration {
  /// Seconds in about three digits.
  var brief: String { TokensPerSecond(inSeconds).brief }
}

extension MemoryAdvice.Size {
  /// `1,792 MB: 32.1 s, $410.20`.
  var shown: String { "\(memory.figure()) MB: \(duration.brief) s, \(monthlyCost.shown)" }
}
