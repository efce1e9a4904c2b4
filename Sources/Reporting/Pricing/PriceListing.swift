package import CostModel

/// The price catalogue as `pricing show` lists it: what is in force, from where, how old.
package struct PriceListing: Sendable {
  /// Ascending by key.
  package let entries: [PriceEntry]
  /// The moment ages are counted to.
  package let asOf: Instant

  package init(entries: [PriceEntry], asOf: Instant) {
    self.entries = entries.sorted { $0.key < $1.key }
    self.asOf = asOf
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
