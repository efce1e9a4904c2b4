package import CostModel

/// The price catalogue as `pricing show` lists it: what is in force, from where, how old.
package struct PriceListing: Sendable {
  /// Ascending by key.
  package let entries: [PriceEntry]
  /// The moment ages are counted to.
  package let asOf: Instant
  /// Where the prices of each region come from, in order of region.
  package let catalogues: [Catalogue]

  /// The catalogue of one region that is in force.
  package struct Catalogue: Sendable {
    package let region: String
    package let published: Instant
    /// Where an update left it; nil for the one that comes with the program.
    package let file: String?
    package let offers: [PriceListOffer: String]

    package init(
      region: String, published: Instant, file: String?, offers: [PriceListOffer: String]
    ) {
      self.region = region
      self.published = published
      self.file = file
      self.offers = offers
    }
  }

  package init(entries: [PriceEntry], asOf: Instant, catalogues: [Catalogue] = []) {
    self.entries = entries.sorted { $0.key < $1.key }
    self.asOf = asOf
    self.catalogues = catalogues
  }

  /// Whole days since a catalogue was made.
  func ageInDays(of catalogue: Catalogue) -> Int {
    asOf.seconds(since: catalogue.published).flooredQuotient(by: 86_400)
  }

  /// The date the price took effect; nil where the entry names none.
  func effectiveDate(of entry: PriceEntry) -> String? {
    Instant(iso8601: entry.effective) == nil ? nil : entry.effective
  }

  /// Whole days since the price took effect; nil where the entry names no date.
  func ageInDays(of entry: PriceEntry) -> Int? {
    Instant(iso8601: entry.effective).map {
      asOf.seconds(since: $0).flooredQuotient(by: 86_400)
    }
  }

  /// One step of one price: a line of the listing.
  struct Line {
    let entry: PriceEntry
    let tier: PriceTier
    let isFirst: Bool
  }

  var lines: [Line] {
    entries.flatMap { entry in
      entry.tiers.enumerated().map { Line(entry: entry, tier: $1, isFirst: $0 == 0) }
    }
  }
}
