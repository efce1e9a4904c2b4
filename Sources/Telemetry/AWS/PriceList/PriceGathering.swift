import CostModel

/// Collects the figures of one file under our names.
struct PriceGathering: Sendable {
  private struct Listing {
    let meter: Meter
    /// By product: several may set one price, and then they must agree.
    var tiers: [String: [ListedTier]] = [:]
    var scale = UnitScale.one
  }

  private let file: PriceListFile
  private var listings: [PriceKey: Listing] = [:]
  private var refusals: [PriceKey: String] = [:]

  init(_ file: PriceListFile) { self.file = file }

  /// Adds one step of a product's price; `place` says where it stands.
  mutating func add(
    _ meter: Meter, product: String, unit: String, tier: ListedTier
  ) {
    guard let scale = meter.scale(of: unit) else {
      refusals[meter.key] = "listed per '\(unit.printable(40))', a unit that is not known for it"
      return
    }
    var listing = listings[meter.key] ?? Listing(meter: meter, scale: scale)
    if listing.scale != scale {
      refusals[meter.key] = "listed per '\(unit.printable(40))' and in another unit too"
    }
    listing.tiers[product, default: []].append(tier)
    listings[meter.key] = listing
  }

  /// Leaves a price out that the file does not state as one.
  mutating func refuse(_ key: PriceKey, _ reason: String) { refusals[key] = reason }

  /// The price the text of a figure states.
  func figure(_ text: String, _ name: String, at place: String) throws(PriceListError)
    -> ListedFigure
  {
    guard let figure = ListedFigure(text) else {
      throw .badFigure(text, of: name, file: "\(file)", place: place)
    }
    return figure
  }

  /// What was collected, each price dated `day`.
  func prices(on day: Instant) -> GatheredPrices {
    var entries: [PriceEntry] = []
    var refusals = refusals
    for (key, listing) in listings where refusals[key] == nil {
      let prices = Set(listing.tiers.values.map { $0.ordered() })
      if prices.contains(nil) {
        refusals[key] = "listed in ranges that do not follow each other from 0 without end"
      } else if prices.count > 1 {
        refusals[key] = "listed with \(prices.count) different prices"
      } else if let steps = prices.first ?? nil, !steps.isEmpty, let unit = key.unit {
        entries.append(
          PriceEntry(
            key: key, unit: unit, tiers: steps.priced(listing.scale), effective: day.day,
            source: file.offer.source(version: file.version, region: file.region),
            status: .verified, note: listing.meter.note))
      } else {
        refusals[key] = "listed at nothing"
      }
    }
    return GatheredPrices(
      entries: entries.sorted { $0.key < $1.key },
      untaken: refusals.map { OfferReading.Untaken(key: $0.key, reason: $0.value) }
        .sorted { $0.key < $1.key })
  }
}

/// The prices of one file, and those of ours that it lists in a way that is not understood.
struct GatheredPrices: Sendable {
  var entries: [PriceEntry]
  let untaken: [OfferReading.Untaken]
}
