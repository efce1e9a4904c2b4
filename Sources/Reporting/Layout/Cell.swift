import CostModel

/// The content of one field of a table, before a format writes it.
enum Cell: Hashable, Sendable {
  /// Text of unknown origin: each format escapes it.
  case text(String, Style = .plain)
  /// A finite figure: in full precision where programs read, with commas where people do.
  case number(Double)
  case flag(Bool)
  /// Not known, or not applicable.
  case missing

  static func text(_ text: String?) -> Cell { text.map { .text($0) } ?? .missing }

  static func number(_ value: Double?) -> Cell { value.map { .number($0) } ?? .missing }

  static func number(_ value: Int?) -> Cell { number(value.map(Double.init)) }

  static func number<Unit: Quantity>(_ value: Unit?) -> Cell { number(value?.value) }

  /// Dollars and cents for people; a star marks what rests on a price that is not verified.
  static func money(_ value: USD?, marked: Bool = false, style: Style = .plain) -> Cell {
    value.map { .text((marked ? "*" : "") + $0.shown, style) } ?? .missing
  }

  /// What a person reads, not yet escaped.
  var shown: String {
    switch self {
    case .text(let text, _): text
    case .number(let value): ShortestDecimal(value).text(grouped: true)
    case .flag(let value): value ? "yes" : "no"
    case .missing: "n/a"
    }
  }

  var style: Style {
    switch self {
    case .text(_, let style): style
    case .missing: .faint
    case .number, .flag: .plain
    }
  }
}
