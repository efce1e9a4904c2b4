/// One line of an itemized cost: so much of something, at its price.
package struct CostLine: Hashable, Sendable {
  package let item: String
  package let quantity: Double
  /// The unit of the quantity, as the price catalogue spells it.
  package let unit: String
  package let cost: USD

  package init<Unit: Quantity>(_ item: String, _ amount: Unit, at price: Price<Unit>) {
    self.item = item
    quantity = amount.value
    unit = Unit.unit
    cost = price * amount
  }
}

extension [CostLine] {
  package var total: USD { map(\.cost).sum() }
}
