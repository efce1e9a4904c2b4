/// USD for one `Unit`.
package struct Price<Unit: Quantity>: Hashable, Codable, Sendable {
  package let perUnit: USD

  package init(perUnit: USD) { self.perUnit = perUnit }
  package init(_ usd: Double) { self.init(perUnit: USD(usd)) }

  package static func * (price: Self, amount: Unit) -> USD {
    USD(price.perUnit.value * amount.value)
  }

  /// The same price after a discount: 0.266 leaves 73.4 % of it.
  package func discounted(by discount: Ratio) -> Self {
    Self(perUnit: perUnit * (1 - discount.value))
  }
}
