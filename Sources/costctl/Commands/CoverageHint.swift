import CostModel
import Telemetry

/// One sentence for a window that the stored samples fill only in part.
struct CoverageHint: Hashable {
  let text: String

  /// Nil when some workload covers the whole window.
  init?(of study: WorkloadStudy, newest: Instant?, store: UsageStore) throws {
    let window = study.window
    guard let newest else {
      text = "the database holds no samples yet: fill it with 'costctl import FILE'"
      return
    }
    guard let longest = study.profiles.max(by: { $0.coveredSeconds < $1.coveredSeconds }),
      longest.coveredSeconds > 0
    else {
      text =
        "no stored workload matches between \(window.since.iso8601) and \(window.until.iso8601); "
        + "the newest sample ends at \(newest.iso8601)"
      return
    }
    guard longest.coveredSeconds < window.seconds else { return nil }
    let share = Shown.percent(longest.coverage)
    let end = min(newest, window.until)
    let covered = AnalysisWindow(
      since: end.advanced(by: -longest.coveredSeconds), until: end)
    // One unbroken stretch up to the newest sample can be selected; anything else is only told.
    let whole = try store.profiles(in: covered, functions: [longest.workload.name])
      .contains { $0.workload == longest.workload && $0.coveredSeconds >= covered.seconds }
    text =
      whole
      ? "the samples cover \(covered.since.iso8601) to \(covered.until.iso8601), \(share) of the "
        + "window: --since \(covered.since.iso8601) --until \(covered.until.iso8601) selects them"
      : "the samples cover \(share) of the window, with gaps, and end at \(newest.iso8601)"
  }
}
