extension ReportPeriod {
  private static let studied = 14 * 86_400

  /// What a report of the period looks at: the month, else the two weeks that end with the period.
  ///
  /// It ends where the period ends and not today, so that every run of the report sees the same.
  package var study: AnalysisWindow {
    cadence == .monthly
      ? range : AnalysisWindow(since: range.until.advanced(by: -Self.studied), until: range.until)
  }
}

extension AnalysisWindow {
  /// The part of it between the first and the last stored instant; nil where nothing is stored of it.
  ///
  /// Time before the first sample is not silence: counted as such it would make every cost too small.
  package func narrowed(from first: Instant, to last: Instant) -> AnalysisWindow? {
    let (start, end) = (max(since, first), min(until, last))
    return start < end ? AnalysisWindow(since: start, until: end) : nil
  }
}
