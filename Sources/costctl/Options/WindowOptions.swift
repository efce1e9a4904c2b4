import ArgumentParser
import CostModel
import Telemetry

/// The stretch of time and the functions under study.
struct WindowOptions: ParsableArguments {
  static let standardLength = TimePoint.age(14 * 86_400)

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      Start of the window: ISO 8601, YYYY-MM-DD, or an age before its end such as 14d, 36h or 90m \
      (default: 14d).
      """, valueName: "time"),
    transform: Self.timePoint)
  var since: TimePoint?

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      End of the window, itself excluded: ISO 8601, YYYY-MM-DD, or an age before the newest stored \
      instant (default: that instant).
      """, valueName: "time"),
    transform: Self.timePoint)
  var until: TimePoint?

  @Option(
    name: .customLong("function"),
    help: ArgumentHelp(
      "Only functions whose name fits this pattern; may be repeated.", valueName: "glob"))
  var functions: [String] = []

  func validate() throws {
    if case .instant(let start) = since, case .instant(let end) = until, start >= end {
      throw ValidationError(WindowError.empty(since: start, until: end).description)
    }
  }

  /// The window in force: 14 days without --since, up to the newest instant without --until.
  ///
  /// `newest` is nil when the store is empty; then only a window of two instants can be resolved.
  func window(upTo newest: Instant?) throws(WindowError) -> AnalysisWindow {
    let end: Instant
    switch until {
    case .instant(let instant): end = instant
    case .age, nil:
      guard let newest else { throw .noSamples }
      end = until?.before(newest) ?? newest
    }
    let start = (since ?? Self.standardLength).before(end)
    guard start < end else { throw .empty(since: start, until: end) }
    return AnalysisWindow(since: start, until: end)
  }

  private static func timePoint(_ text: String) throws -> TimePoint {
    guard let point = TimePoint(text) else { throw ValidationError(TimePoint.refusal(of: text)) }
    return point
  }
}

/// Why no window could be made of `--since` and `--until`.
enum WindowError: Error, Hashable, Sendable, CustomStringConvertible {
  case empty(since: Instant, until: Instant)
  case noSamples

  var outcome: Outcome {
    switch self {
    case .empty: .usage
    case .noSamples: .failed
    }
  }

  var description: String {
    switch self {
    case .empty(let since, let until):
      "the window is empty: --since (\(since.iso8601)) must be before --until (\(until.iso8601))"
    case .noSamples:
      "the database holds no samples yet: fill it with 'costctl import FILE'"
    }
  }
}
