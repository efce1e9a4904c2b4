/// The answer of `estimate`: one recommendation for a workload that does not run yet.
package struct Estimate: Hashable, Sendable {
  package let workload: ForeseenWorkload
  package let recommendation: Recommendation
  package let requestTime: RequestTime
  package let forecast: ConcurrencyForecast
  /// What comes on top wherever on AWS it runs, or stands beside it for comparison.
  package let lines: [CostLine]
  package let assumptions: [String]
}

/// Why nothing could be estimated.
package enum EstimateError: Error, Hashable, Sendable, CustomStringConvertible {
  case requests(RequestGap)
  case tooSlow(seconds: Double, memory: Megabytes)
  case price(PriceBookError)

  package var description: String {
    switch self {
    case .requests(let gap):
      "the workload cannot be estimated: \(gap)"
    case .tooSlow(let seconds, let memory):
      "a request would take \(Shown.number(seconds)) s with \(Shown.number(memory.value)) MB and Lambda "
        + "ends it at 900 s: ask for fewer tokens, a smaller model or more memory"
    case .price(let error):
      "\(error)"
    }
  }
}
