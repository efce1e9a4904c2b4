import CostModel

extension Recommendation {
  /// `lambda costs $12.30 a month, $10.00 to $15.20 by its 90 % interval; the cheapest in 97.4 % of draws`.
  var certainty: String? {
    guard let cost = chosen.monthlyCost, let interval = interval(of: chosen),
      let probability = probabilityCheapest
    else { return nil }
    return "\(chosen.name) costs \(cost.shown) a month, 90 % interval \(interval.low.shown) to "
      + "\(interval.high.shown); the cheapest in \(probability.percent) of draws"
  }
}

extension Flip {
  /// `from 31.2 % utilization on ec2/c8g.xlarge/on-demand is the cheapest`.
  var shown: String {
    switch variable {
    case .utilization:
      let side = factor < 1 ? "below" : "above"
      return "\(side) \(Ratio(value).percent) utilization \(winner) is the cheapest place"
    case .price:
      let side = factor < 1 ? "lower" : "higher"
      let share = Ratio(abs(1 - factor)).percent
      return "it would be \(winner), were all prices of \(subjectPlace ?? "it") \(share) \(side)"
    case .tokensPerSecond:
      let (rate, now) = (TokensPerSecond(value).brief, TokensPerSecond(present).brief)
      return "it would be \(winner), wrote \(subject ?? "it") \(rate) tokens/s instead of \(now)"
    }
  }
}
