/// The stretch of time a report can look at, as far as anything is stored of it.
package struct ReportStudy: Hashable, Sendable {
  package let window: AnalysisWindow
  /// For the reader, where the window is not the whole of what was meant; nil where it is.
  package let remark: String?
  /// Where the newest days are not there: what the report lacks; nil where they are.
  package let gap: String?

  /// A last hour may be silent and so not be there; a day is missed.
  private static let bearable = 86_400

  /// Nil where nothing is stored of it.
  package init?(of period: ReportPeriod, first: Instant, last: Instant) {
    let meant = period.study
    guard let window = meant.narrowed(from: first, to: last) else { return nil }
    self.window = window
    let seen = "\(window.since.iso8601) to \(window.until.iso8601)"
    remark =
      window == meant
      ? nil
      : "The samples cover \(seen), \(Shown.days(window.length)) of \(Shown.days(meant.length)): "
        + "costs are that stretch's, scaled to a month."
    let lacking = meant.until.seconds(since: window.until)
    gap =
      lacking < Self.bearable
      ? nil
      : "the samples end at \(window.until.iso8601), \(Shown.days(.seconds(lacking))) before the period "
        + "\(period.name) does"
  }
}

extension RecommendationReport {
  package func adding(remark: String?) -> RecommendationReport {
    RecommendationReport(
      window: window, policy: policy, recommendations: recommendations, unpriced: unpriced,
      assumptions: assumptions + [remark].compactMap(\.self))
  }
}
