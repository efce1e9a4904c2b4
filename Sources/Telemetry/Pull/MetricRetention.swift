package import CostModel

/// The periods CloudWatch keeps, each for its time: a minute 15 days, 5 minutes 63, an hour 455.
package enum MetricRetention: Int, CaseIterable, Sendable {
  case minute = 60
  case fiveMinutes = 300
  case hour = 3600

  package var seconds: Int { rawValue }

  package var days: Int {
    switch self {
    case .minute: 15
    case .fiveMinutes: 63
    case .hour: 455
    }
  }

  /// Whether points from `since` on are still there at `now`.
  package func reaches(back since: Instant, at now: Instant) -> Bool {
    now.seconds(since: since) <= days * 86_400
  }

  /// The finest period whose points from `since` on are still there; nil when all are gone.
  package static func finest(since: Instant, at now: Instant) -> MetricRetention? {
    allCases.first { $0.reaches(back: since, at: now) }
  }
}

extension AnalysisWindow {
  /// The window in whole periods: begun with the one around its start, without the one still running.
  ///
  /// Nil when no period is over yet.
  package func aligned(to period: MetricRetention, at now: Instant) -> Range<Int>? {
    let end = min(until, now).epochSeconds
    let last = end - end.flooredRemainder(by: period.seconds)
    let first = since.epochSeconds - since.epochSeconds.flooredRemainder(by: period.seconds)
    return first < last ? first..<last : nil
  }
}
