/// A number that says its unit: the currency of every function boundary in the cost model.
///
/// Quantities of one kind add, subtract, scale and compare; two of one kind divide to a plain ratio.
/// Money comes only from `Price<Unit> * Unit`, so adding dollars to requests does not compile.
package protocol Quantity: Hashable, Comparable, Codable, Sendable {
  /// The unit in singular form, spelled as the price catalogue spells it.
  static var unit: String { get }
  var value: Double { get }
  init(_ value: Double)
}

extension Quantity {
  package static var zero: Self { Self(0) }

  package init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(Double.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }

  package static func < (left: Self, right: Self) -> Bool { left.value < right.value }
  package static func + (left: Self, right: Self) -> Self { Self(left.value + right.value) }
  package static func - (left: Self, right: Self) -> Self { Self(left.value - right.value) }
  package static func * (left: Self, right: Double) -> Self { Self(left.value * right) }
  package static func * (left: Double, right: Self) -> Self { Self(left * right.value) }
  package static func / (left: Self, right: Double) -> Self { Self(left.value / right) }
  package static func / (left: Self, right: Self) -> Double { left.value / right.value }
  package static func += (left: inout Self, right: Self) { left = left + right }
}

extension Sequence where Element: Quantity {
  package func sum() -> Element { reduce(.zero, +) }
}
