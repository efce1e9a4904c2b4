import Foundation

/// Executions at once to expect of requests that come at random.
///
/// Requests of an hour come as a Poisson stream and each takes a server at once, so the executions in
/// progress are Poisson too, with a mean of a = requests a second × seconds each, whatever the spread of
/// those seconds (the M/G/∞ queue: Erlang's offered load). The peak is the least number that the busiest
/// hour exceeds in at most a thousandth of the time: 5 for a = 1, 21 for a = 10.
package struct ConcurrencyForecast: Hashable, Sendable {
  /// Share of the busiest hour's time within the peak.
  package static let confidence = 0.999

  /// Mean executions in progress, hour by hour.
  package let loads: [Double]
  package let peak: Int

  package init(requestsPerDay: Requests, seconds: Double, shape: DailyShape) {
    loads = shape.shares.map { requestsPerDay.value * $0 / 3600 * seconds }
    let busiest = loads.max() ?? 0
    peak = busiest > 0 ? max(1, Self.quantile(of: busiest)) : 0
  }

  /// The time spent at each level in a month; what lies beyond the peak is counted to it.
  package var distribution: ConcurrencyDistribution {
    let month = Duration.month.inSeconds
    var shares = [Double](repeating: 0, count: peak + 1)
    for load in loads {
      var seen = 0.0
      for level in Self.range(of: load) where level < peak {
        let share = Self.probability(of: level, load)
        shares[level] += share / Double(loads.count)
        seen += share
      }
      shares[peak] += max(0, 1 - seen) / Double(loads.count)
    }
    let levels = shares.indices.dropFirst().compactMap { level in
      let seconds = Int((shares[level] * month).rounded())
      return seconds > 0 || level == peak
        ? ConcurrencyDistribution.Level(executions: level, seconds: max(1, seconds)) : nil
    }
    return ConcurrencyDistribution(levels: peak > 0 ? levels : [], isEstimated: true)
  }

  private static func quantile(of load: Double) -> Int {
    let range = range(of: load)
    var reached = 0.0
    for level in range {
      reached += probability(of: level, load)
      if reached >= confidence { return level }
    }
    return range.upperBound
  }

  /// Twelve standard deviations around the mean hold all that a sum of doubles can tell.
  private static func range(of load: Double) -> ClosedRange<Int> {
    let reach = 12 * load.squareRoot()
    return max(0, Int(load - reach))...Int(load + reach) + 12
  }

  private static func probability(of level: Int, _ load: Double) -> Double {
    guard load > 0 else { return level == 0 ? 1 : 0 }
    return exp(Double(level) * log(load) - load - lgamma(Double(level) + 1))
  }
}
