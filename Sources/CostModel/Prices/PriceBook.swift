/// Why a price could not be given.
package enum PriceBookError: Error, Hashable, Sendable, CustomStringConvertible {
  case missing(PriceKey)
  case wrongUnit(PriceKey, found: String, expected: String)
  case tiered(PriceKey)
  case duplicate(PriceKey)
  case unknownInstance(String)

  package var description: String {
    switch self {
    case .missing(let key):
      "no price for \(key) in the catalogue: set pricing.overrides in costctl.yaml"
    case .wrongUnit(let key, let found, let expected):
      "the price of \(key) is per \(found), but it is needed per \(expected)"
    case .tiered(let key):
      "the price of \(key) has tiers where one figure is needed"
    case .duplicate(let key):
      "the catalogue has two prices for \(key)"
    case .unknownInstance(let name):
      "the catalogue does not know the instance type \(name)"
    }
  }
}

/// Every price in force, by name: a lookup gives a figure with its unit, or an error that names the item.
package struct PriceBook: Sendable {
  package let entries: [PriceKey: PriceEntry]
  /// What the catalogue lists where the user's own figure stands in `entries`.
  private let overridden: [PriceKey: PriceEntry]
  package let instances: [InstanceType]
  /// Private (EDP) discount taken off every AWS price; 0.05 is 5 %.
  package let discount: Ratio
  package let lambdaFreeTier: LambdaFreeTier

  package init(
    entries: [PriceEntry], instances: [InstanceType], lambdaFreeTier: LambdaFreeTier,
    discount: Ratio = .zero
  ) throws(PriceBookError) {
    var byKey: [PriceKey: PriceEntry] = [:]
    byKey.reserveCapacity(entries.count)
    for entry in entries {
      guard byKey.updateValue(entry, forKey: entry.key) == nil else {
        throw .duplicate(entry.key)
      }
    }
    self.init(
      byKey: byKey, overridden: [:], instances: instances, lambdaFreeTier: lambdaFreeTier,
      discount: discount)
  }

  private init(
    byKey: [PriceKey: PriceEntry], overridden: [PriceKey: PriceEntry], instances: [InstanceType],
    lambdaFreeTier: LambdaFreeTier, discount: Ratio
  ) {
    self.entries = byKey
    self.overridden = overridden
    self.instances = instances.sorted { $0.name < $1.name }
    self.lambdaFreeTier = lambdaFreeTier
    self.discount = discount
  }

  package func price<Unit: Quantity>(_ key: PriceKey, per: Unit.Type = Unit.self)
    throws(PriceBookError) -> Price<Unit>
  {
    let tiers = try tieredPrice(key, per: per).tiers
    guard tiers.count == 1 else { throw .tiered(key) }
    return Price(tiers[0].usd)
  }

  package func tieredPrice<Unit: Quantity>(_ key: PriceKey, per: Unit.Type = Unit.self)
    throws(PriceBookError) -> TieredPrice<Unit>
  {
    guard let entry = entries[key] else { throw .missing(key) }
    return try tieredPrice(entry)
  }

  /// The list price after the private discount, whatever the user's own figure: what AWS charges as a
  /// share of an instance's price is a share of this one.
  package func listPrice<Unit: Quantity>(_ key: PriceKey, per: Unit.Type = Unit.self)
    throws(PriceBookError) -> Price<Unit>
  {
    guard let entry = overridden[key] ?? entries[key] else { throw .missing(key) }
    return try tieredPrice(entry).first
  }

  private func tieredPrice<Unit: Quantity>(_ entry: PriceEntry) throws(PriceBookError)
    -> TieredPrice<Unit>
  {
    let key = entry.key
    guard entry.unit == Unit.unit else {
      throw .wrongUnit(key, found: entry.unit, expected: Unit.unit)
    }
    // A ratio is a share of a price that is discounted itself.
    let listed = entry.status == .override || entry.unit == Ratio.unit
    let kept = listed ? 1 : 1 - discount.value
    return TieredPrice(entry.tiers.map { PriceTier(from: $0.from, usd: $0.usd * kept) })
  }

  package func status(_ key: PriceKey) -> PriceStatus? { entries[key]?.status }

  /// The same book with a private discount and the user's own figures in place of the listed ones.
  ///
  /// An override keeps the unit of the price it replaces; where none is listed it is in the unit that
  /// the cost model reads the key in, and a key that it never reads is an error.
  package func applying(discount: Ratio, overrides: [PriceKey: USD]) throws(PriceBookError)
    -> PriceBook
  {
    var byKey = entries
    for (key, usd) in overrides {
      guard let unit = entries[key]?.unit ?? key.unit else { throw .missing(key) }
      byKey[key] = PriceEntry(
        key: key, unit: unit, tiers: [PriceTier(from: 0, usd: usd.value)],
        effective: entries[key]?.effective ?? "-", source: "configuration: pricing.overrides",
        status: .override)
    }
    return PriceBook(
      byKey: byKey, overridden: entries.filter { overrides[$0.key] != nil }, instances: instances,
      lambdaFreeTier: lambdaFreeTier, discount: discount)
  }
}
