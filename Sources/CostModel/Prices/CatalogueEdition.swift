/// The prices of one region as one file gave them, with the day that file was made.
package struct CatalogueEdition: Hashable, Sendable {
  /// Name of the file, for messages; empty where there is none yet.
  package let file: String
  package let provider: String
  package let region: String
  package let published: Instant
  /// The version of each AWS offer the prices were read from; empty for prices collected by hand.
  package let offers: [PriceListOffer: String]
  package let entries: [PriceEntry]

  package init(
    file: String = "", provider: String = "aws", region: String, published: Instant,
    offers: [PriceListOffer: String] = [:], entries: [PriceEntry] = []
  ) {
    self.file = file
    self.provider = provider
    self.region = region
    self.published = published
    self.offers = offers
    self.entries = entries
  }

  /// How old the edition is at a moment; zero for one dated in the future.
  package func age(at moment: Instant) -> Duration {
    .seconds(max(0, moment.seconds(since: published)))
  }

  /// This edition with a newer one laid over it.
  ///
  /// A price of this one stays only where the newer neither lists it nor was read from the offer that
  /// would: what AWS no longer lists is gone, what it was not asked for stands.
  package func overlaid(by newer: CatalogueEdition) -> CatalogueEdition {
    let listed = Set(newer.entries.map(\.key))
    let kept = entries.filter { entry in
      !listed.contains(entry.key) && !newer.offers.keys.contains { $0.settles(entry.key) }
    }
    return CatalogueEdition(
      file: newer.file, provider: newer.provider, region: region, published: newer.published,
      offers: offers.merging(newer.offers) { $1 }, entries: kept + newer.entries)
  }
}
