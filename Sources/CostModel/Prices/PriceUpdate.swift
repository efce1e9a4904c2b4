/// What reading the price list changes in one region.
package struct PriceUpdate: Sendable {
  package let region: String
  package let readings: [OfferReading]
  /// Offers whose version is the one in force: their files were not read again.
  package let current: [PriceListOffer: String]
  /// What is to be kept: everything read, now or before, and nothing that comes with the program.
  package let edition: CatalogueEdition
  /// Against what was in force, the prices that come with the program included.
  package let changes: PriceChanges

  /// `bundled` comes with the program, `updated` was kept by an earlier update; `day` is when the list
  /// was asked, and what it still says that day is in force that day.
  package init(
    region: String, file: String, readings: [OfferReading], current: [PriceListOffer: String],
    bundled: CatalogueEdition?, updated: CatalogueEdition?, on day: Instant
  ) {
    let base = bundled ?? CatalogueEdition(region: region, published: day)
    let before = updated.map(base.overlaid) ?? base
    let seenAgain = Set(current.map { $0.key.source(version: $0.value, region: region) })
    let kept = (updated?.entries ?? []).map {
      seenAgain.contains($0.source) ? $0.dated(day) : $0
    }
    // Of what could not be taken, what was in force.
    let untaken = Set(readings.flatMap(\.untaken).map(\.key))
    let read = CatalogueEdition(
      region: region, published: day,
      offers: Dictionary(readings.map { ($0.offer, $0.version) }) { $1 },
      entries: readings.flatMap(\.entries) + before.entries.filter { untaken.contains($0.key) })
    var edition = CatalogueEdition(
      region: region, published: day, offers: updated?.offers ?? [:], entries: kept
    ).overlaid(by: read)
    let fee = Self.fee(readings, beside: base.overlaid(by: edition), on: day)
    edition = edition.overlaid(
      by: CatalogueEdition(region: region, published: day, entries: fee.map { [$0] } ?? []))
    self.region = region
    self.readings = readings
    self.current = current
    self.edition = CatalogueEdition(
      file: file, region: region, published: day, offers: edition.offers,
      entries: edition.entries.sorted { $0.key < $1.key })
    changes = PriceChanges(from: before.entries, to: base.overlaid(by: edition).entries)
  }

  private static func fee(
    _ readings: [OfferReading], beside prices: CatalogueEdition, on day: Instant
  ) -> PriceEntry? {
    guard let reading = readings.first(where: { $0.offer == .lambda }),
      let (share, instance) = reading.managementFee.share(of: prices.entries)
    else { return nil }
    return PriceEntry(
      key: PriceKey(service: "lambda", region: prices.region, item: ManagementFee.item),
      unit: Ratio.unit, tiers: [PriceTier(from: 0, usd: share.value)], effective: day.day,
      source: reading.offer.source(version: reading.version, region: prices.region),
      status: .verified,
      note: "the management hours of \(instance) over its on-demand price")
  }
}

extension PriceEntry {
  /// The same price, seen again on a later day.
  fileprivate func dated(_ day: Instant) -> PriceEntry {
    PriceEntry(
      key: key, unit: unit, tiers: tiers, effective: day.day, source: source, status: status,
      note: note)
  }
}
