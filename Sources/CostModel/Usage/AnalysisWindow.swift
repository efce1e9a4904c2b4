/// The half-open stretch of time under study: [since, until).
package struct AnalysisWindow: Hashable, Sendable {
  package let since: Instant
  package let until: Instant

  package init(since: Instant, until: Instant) {
    precondition(since < until, "a window has a positive length")
    self.since = since
    self.until = until
  }

  package var seconds: Int { until.seconds(since: since) }
  package var length: Duration { .seconds(seconds) }

  /// What scales this window's usage to a month of 730 h.
  package var perMonth: Double { Hours.month.value * 3600 / Double(seconds) }
}
