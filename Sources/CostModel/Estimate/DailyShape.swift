/// How a day's requests spread over its hours.
package struct DailyShape: Hashable, Sendable {
  /// Shares of the day, hour by hour from midnight; they sum to 1.
  package let shares: [Double]

  /// Nil unless there are 24 weights, none below zero and not all zero.
  package init?(weights: [Double]) {
    let sum = weights.reduce(0, +)
    guard weights.count == 24, sum > 0, sum.isFinite, weights.allSatisfy({ $0 >= 0 }) else {
      return nil
    }
    shares = weights.map { $0 / sum }
  }

  private init(_ weight: (Int) -> Double) {
    let weights = (0..<24).map(weight)
    let sum = weights.reduce(0, +)
    shares = weights.map { $0 / sum }
  }

  /// Every hour alike.
  package static let flat = DailyShape { _ in 1 }
  /// Nine hours at work ask for twenty times as much as the others.
  package static let office = DailyShape { (9..<18).contains($0) ? 20 : 1 }
  /// People at home: five hours ask for eight times as much as the others.
  package static let evening = DailyShape { (18..<23).contains($0) ? 8 : 1 }
  /// A job: all of it between one and four.
  package static let night = DailyShape { (1..<4).contains($0) ? 1 : 0 }

  package static let named: [String: DailyShape] = [
    "flat": flat, "office": office, "evening": evening, "night": night,
  ]
}
