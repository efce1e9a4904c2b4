package import CostModel

/// The prices of one region as one file gave them, with the day that file was made.
package struct CatalogueEdition: Hashable, Sendable {
  /// Name of the file, for messages.
  package let file: String
  package let provider: String
  package let region: String
  package let published: Instant
  package let entries: [PriceEntry]

  /// How old the edition is at a moment; zero for one dated in the future.
  package func age(at moment: Instant) -> Duration {
    .seconds(max(0, moment.seconds(since: published)))
  }
}
