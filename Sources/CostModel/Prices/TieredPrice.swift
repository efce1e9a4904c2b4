/// A monthly price that falls with volume, as Lambda duration does.
package struct TieredPrice<Unit: Quantity>: Hashable, Sendable {
  package let tiers: [PriceTier]

  package init(_ tiers: [PriceTier]) {
    precondition(tiers.first?.from == 0, "the first tier starts at zero units")
    self.tiers = tiers
  }

  /// The first tier's price: what one more unit costs a small account.
  package var first: Price<Unit> { Price(tiers[0].usd) }

  /// Cost of a month's volume, each slice at its own tier.
  ///
  /// Lambda x86 in us-east-1: 6e9 GB-s cost $100,000.20 and the next 9e9 cost $135,000.00.
  package func cost(of amount: Unit) -> USD {
    var total = 0.0
    for (index, tier) in tiers.enumerated() where amount.value > tier.from {
      let end = index + 1 < tiers.count ? tiers[index + 1].from : .infinity
      total += (min(amount.value, end) - tier.from) * tier.usd
    }
    return USD(total)
  }
}
