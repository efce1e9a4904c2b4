import Foundation

/// A figure as the price list writes it: decimal text, exact until it becomes a price.
struct ListedFigure: Hashable, Sendable {
  let value: Decimal

  static let zero = ListedFigure(value: 0)

  private init(value: Decimal) { self.value = value }

  /// Nil unless the text is digits with at most one point: no sign, no exponent, not empty.
  init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), text.utf8.count <= 30,
      parts.allSatisfy({ part in
        !part.isEmpty && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }), let value = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX"))
    else { return nil }
    self.value = value
  }

  /// The figure in binary, converted once.
  var number: Double { Double("\(value)") ?? .nan }

  func times(_ scale: UnitScale) -> ListedFigure {
    ListedFigure(value: value * Decimal(scale.multiplier) / Decimal(scale.divisor))
  }

  /// An hourly price that with an upfront payment spread over the hours of its years is paid by the hour.
  ///
  /// 781 upfront for a year of 8,760 hours is 0.0891552511; AWS's own figures have ten places too.
  func spreading(upfront: ListedFigure, over hours: Int) -> ListedFigure {
    var exact = value + upfront.value / Decimal(hours)
    var rounded = Decimal()
    NSDecimalRound(&rounded, &exact, 10, .plain)
    return ListedFigure(value: rounded)
  }
}

/// How a price per listed unit becomes one per our unit: times `multiplier`, over `divisor`.
struct UnitScale: Hashable, Sendable {
  let multiplier: Int
  let divisor: Int

  static let one = UnitScale(multiplier: 1, divisor: 1)
  static func times(_ factor: Int) -> UnitScale { UnitScale(multiplier: factor, divisor: 1) }
  static func over(_ divisor: Int) -> UnitScale { UnitScale(multiplier: 1, divisor: divisor) }

  var inverse: UnitScale { UnitScale(multiplier: divisor, divisor: multiplier) }
}
