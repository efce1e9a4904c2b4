import CostModel

/// The user's own prices.
struct PricingTerms: Hashable, Sendable {
  /// Private discount taken off every AWS price.
  var discount: Ratio?
  var overrides: [PriceKey: PriceOverride] = [:]

  init() {}

  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    let section = try ConfigurationSection(node, keys: ["edp_discount", "overrides"])
    discount = try section.optional("edp_discount") { node throws(ConfigurationError) in
      Ratio(try node.number(in: 0...1))
    }
    overrides = try section.optional("overrides", Self.overrides) ?? [:]
  }

  private static func overrides(_ node: ConfigurationNode) throws(ConfigurationError)
    -> [PriceKey: PriceOverride]
  {
    var overrides: [PriceKey: PriceOverride] = [:]
    for (key, value) in try node.pairs() {
      guard let priceKey = PriceKey(try key.text()) else {
        throw key.refused("a price is named service/region/item, see costctl pricing show")
      }
      overrides[priceKey] = PriceOverride(
        usd: USD(try value.number(in: 0...1_000_000)), key: key.path, location: key.location)
    }
    return overrides
  }
}

/// A price of the user's own, and where it was set.
struct PriceOverride: Hashable, Sendable {
  /// In the unit of the price it replaces.
  let usd: USD
  let key: String
  let location: ConfigurationLocation
}
