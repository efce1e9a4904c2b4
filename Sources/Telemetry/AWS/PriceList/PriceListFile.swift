package import CostModel

/// One version of an offer's prices in one region.
package struct PriceListFile: Hashable, Sendable, CustomStringConvertible {
  package let offer: PriceListOffer
  package let region: String
  package let version: String
  let path: PriceListPath

  package var description: String { "\(offer.rawValue) \(version), \(region)" }
}
