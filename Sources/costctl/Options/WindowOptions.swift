import ArgumentParser
import CostModel

/// The stretch of time to study: [since, until).
struct WindowOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Start: ISO 8601, YYYY-MM-DD, or an age before the end (14d, 36h, 90m).", valueName: "when"))
  var since: TimePoint?

  @Option(
    help: ArgumentHelp(
      "End, excluded: ISO 8601, YYYY-MM-DD, or an age before the newest stored instant.",
      valueName: "when"))
  var until: TimePoint?

  /// Fourteen days up to the newest stored instant, unless told otherwise.
  func window(newest: Instant) throws -> AnalysisWindow {
    let end =
      switch until {
      case .instant(let instant): instant
      case .age(let seconds): newest.advanced(by: -seconds)
      case nil: newest
      }
    let start =
      switch since {
      case .instant(let instant): instant
      case .age(let seconds): end.advanced(by: -seconds)
      case nil: end.advanced(by: -14 * 86_400)
      }
    guard start < end else {
      throw ValidationError(
        "The window is empty: --since \(start.iso8601) is not before --until \(end.iso8601).")
    }
    return AnalysisWindow(since: start, until: end)
  }
}

/// A moment, or how long before another it lies.
enum TimePoint: Hashable, ExpressibleByArgument {
  case instant(Instant)
  case age(seconds: Int)

  init?(argument: String) {
    if let instant = Instant(iso8601: argument) {
      self = .instant(instant)
      return
    }
    let units: [Character: Int] = ["d": 86_400, "h": 3600, "m": 60]
    guard let last = argument.last, let unit = units[last],
      let count = Int(argument.dropLast()), (1...100_000).contains(count)
    else { return nil }
    self = .age(seconds: count * unit)
  }
}

/// A window given whole: SINCE/UNTIL.
struct CoveredRange: Hashable, ExpressibleByArgument {
  let window: AnalysisWindow

  init?(argument: String) {
    let ends = argument.split(separator: "/", omittingEmptySubsequences: false)
    guard ends.count == 2, let since = Instant(iso8601: ends[0]),
      let until = Instant(iso8601: ends[1]), since < until
    else { return nil }
    window = AnalysisWindow(since: since, until: until)
  }
}
