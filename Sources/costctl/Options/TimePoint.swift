import CostModel

/// A moment as the command line spells it: an instant, or an age before another one.
enum TimePoint: Hashable, Sendable {
  case instant(Instant)
  /// Seconds, above zero.
  case age(Int)

  /// Reads `2026-01-05T00:00:00Z`, `2026-01-05`, `14d`, `36h` or `90m`; nil for anything else.
  init?(_ text: String) {
    if let instant = Instant(iso8601: text) {
      self = .instant(instant)
      return
    }
    let units: [Character: Int] = ["d": 86_400, "h": 3600, "m": 60]
    // A hundred years: more is a slip of the finger, and cannot overflow below this.
    guard let unit = text.last.flatMap({ units[$0] }), text.dropLast().allSatisfy(\.isASCIIDigit),
      let count = Int(text.dropLast()), (1...52_560_000).contains(count),
      count * unit <= 36_525 * 86_400
    else { return nil }
    self = .age(count * unit)
  }

  static func refusal(of text: String) -> String {
    "'\(text)' is neither ISO 8601, nor YYYY-MM-DD, nor an age such as 14d, 36h or 90m"
  }

  /// The moment itself, an age counted back from `end`.
  func before(_ end: Instant) -> Instant {
    switch self {
    case .instant(let instant): instant
    case .age(let seconds): end.advanced(by: -seconds)
    }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
