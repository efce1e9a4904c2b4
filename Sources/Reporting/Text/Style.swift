import CostModel

/// How loud a piece of text is; a terminal shows it as colour, other formats not at all.
enum Style: Hashable, Sendable {
  case plain, strong, faint, good, caution, alarm

  /// The ANSI "select graphic rendition" parameter; nil for plain text.
  var ansiCode: Int? {
    switch self {
    case .plain: nil
    case .strong: 1
    case .faint: 2
    case .good: 32
    case .caution: 33
    case .alarm: 31
    }
  }

  init(_ tier: Tier) {
    self =
      switch tier {
      case .lambda: .good
      case .reserved: .caution
      case .repatriate: .alarm
      }
  }

  init(_ firmness: Firmness) {
    self =
      switch firmness {
      case .firm: .plain
      case .borderline: .caution
      case .provisional: .faint
      }
  }

  init(_ severity: Finding.Severity) {
    self =
      switch severity {
      case .info: .faint
      case .warning: .caution
      case .critical: .alarm
      }
  }
}
