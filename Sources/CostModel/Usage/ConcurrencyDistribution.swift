/// How long a workload spent at each level of concurrent executions.
///
/// Levels above zero only: the rest of the window was silent. Time-weighted, so that periods of
/// different lengths mix: 1-minute points and hourly ones of the same traffic give the same maximum.
package struct ConcurrencyDistribution: Hashable, Sendable {
  package struct Level: Hashable, Sendable {
    package let executions: Int
    package let seconds: Int

    package init(executions: Int, seconds: Int) {
      self.executions = executions
      self.seconds = seconds
    }
  }

  /// Ascending by executions, each level once.
  package let levels: [Level]
  /// True when a period lacked the metric and its level is ceil(duration / period), a lower bound.
  package let isEstimated: Bool

  package init(levels: [Level], isEstimated: Bool) {
    self.levels = levels
    self.isEstimated = isEstimated
  }

  package static let silent = ConcurrencyDistribution(levels: [], isEstimated: false)

  package var peak: Int { levels.last?.executions ?? 0 }

  /// The lowest level that holds for `percent` of the window (nearest rank), silence counted as 0.
  package func quantile(percent: Int, of window: AnalysisWindow) -> Int {
    let active = levels.reduce(0) { $0 + $1.seconds }
    var reached = max(0, window.seconds - active)
    for level in [Level(executions: 0, seconds: 0)] + levels {
      reached += level.seconds
      if reached * 100 >= percent * window.seconds { return level.executions }
    }
    return peak
  }

  /// Share of the window spent at the peak; one overlap in a month shows up as a tiny figure here.
  package func shareAtPeak(of window: AnalysisWindow) -> Ratio {
    guard let top = levels.last else { return .zero }
    return Ratio(Double(top.seconds) / Double(window.seconds)).clamped
  }

  /// The distribution over two disjoint stretches together.
  package func merging(_ other: Self) -> Self {
    var seconds: [Int: Int] = [:]
    for level in levels + other.levels { seconds[level.executions, default: 0] += level.seconds }
    return Self(
      levels: seconds.sorted { $0.key < $1.key }.map {
        Level(executions: $0.key, seconds: $0.value)
      },
      isEstimated: isEstimated || other.isEstimated)
  }
}
