import CostModel

/// The range a file speaks for, `2026-01-05/2026-01-19`.
struct CoveredRange: Hashable, Sendable {
  let window: AnalysisWindow

  /// Nil unless the text is two moments, the earlier first.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let since = Instant(iso8601: parts[0]),
      let until = Instant(iso8601: parts[1]), since < until
    else { return nil }
    window = AnalysisWindow(since: since, until: until)
  }

  static func refusal(of text: String) -> String {
    "'\(text)' is not a range such as 2026-01-05/2026-01-19, the earlier moment first"
  }
}
