/// What one file of the AWS Price List says about one region.
package struct OfferReading: Sendable {
  /// A price that the file lists but that could not be understood: the one in force stands.
  package struct Untaken: Hashable, Sendable {
    package let key: PriceKey
    package let reason: String

    package init(key: PriceKey, reason: String) {
      self.key = key
      self.reason = reason
    }
  }

  package let offer: PriceListOffer
  package let version: String
  package let entries: [PriceEntry]
  package let untaken: [Untaken]
  /// Usage types that are no price of ours: new ones, and those the cost model has no use for.
  package let unknownUsageTypes: [String]
  package let managementFee: ManagementFee
  /// Bytes of the file, unpacked.
  package let bytes: Int

  package init(
    offer: PriceListOffer, version: String, entries: [PriceEntry], untaken: [Untaken] = [],
    unknownUsageTypes: [String] = [], managementFee: ManagementFee = ManagementFee(hours: [:]),
    bytes: Int
  ) {
    self.offer = offer
    self.version = version
    self.entries = entries
    self.untaken = untaken
    self.unknownUsageTypes = unknownUsageTypes
    self.managementFee = managementFee
    self.bytes = bytes
  }
}
