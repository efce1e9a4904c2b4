package import CostModel

/// AWS's public price list: who wants a region's prices asks for its directory, then for its files.
package struct PriceList: Sendable {
  private let source: PriceListSource
  private let instances: Set<String>

  /// An index names some 300 offers, or 60 regions.
  private static let largestIndex = 8 << 20
  /// SageMaker's file is the largest that is held: 4 MB a region.
  private static let largestDocument = 32 << 20
  /// EC2's CSV of a large region was 304 MB in 2026.
  private static let largestTable = 4 << 30

  /// `instances` are the instance types whose prices are wanted.
  package init(_ source: PriceListSource, instances: Set<String>) {
    self.source = source
    self.instances = instances
  }

  /// The current versions of the offers.
  ///
  /// What no index leads to is left out, unless every region has it.
  package func directory(of offers: [PriceListOffer]) async throws(PriceListError)
    -> PriceListDirectory
  {
    let root = PriceListPath.index
    let index = try OfferIndex(
      try await source.contents(of: root, limit: Self.largestIndex), file: root.description)
    var directory = PriceListDirectory()
    for offer in offers {
      guard let text = index.regionIndex(of: offer) else {
        if offer.isInEveryRegion { throw .noOffer(offer, file: root.description) }
        continue
      }
      guard let path = PriceListPath(text) else {
        throw .unsafePath(text, file: root.description)
      }
      try directory.add(
        try await source.contents(of: path, limit: Self.largestIndex), of: offer,
        file: path.description)
    }
    return directory
  }

  /// What a file says, every price of it dated `day`; a file that is damaged anywhere says nothing.
  package func read(_ file: PriceListFile, on day: Instant) async throws(PriceListError)
    -> OfferReading
  {
    let reading: OfferReading
    switch file.offer {
    case .ec2:
      let (rows, bytes) = try await table(file, InstanceRows(file, instances: instances))
      reading = OfferReading(file, rows.prices(on: day), bytes: bytes)
    case .computePlans, .machineLearningPlans:
      let (rows, bytes) = try await table(file, PlanRows(file, instances: instances))
      reading = OfferReading(file, rows.prices(on: day), bytes: bytes)
    case .lambda, .sageMaker, .cloudWatch, .bedrock:
      let bytes = try await source.contents(of: file.path, limit: Self.largestDocument)
      reading = try document(bytes, of: file, on: day)
    }
    if reading.entries.isEmpty, !file.offer.mayBeWithoutPrices {
      throw .noPrices(file: "\(file)")
    }
    return reading
  }

  private func table<Rows: OfferRows>(_ file: PriceListFile, _ rows: Rows)
    async throws(PriceListError) -> (rows: Rows, bytes: Int)
  {
    try await source.read(file.path, limit: Self.largestTable) {
      TableConsumer(rows, file: file)
    }.result
  }

  private func document(_ bytes: [UInt8], of file: PriceListFile, on day: Instant)
    throws(PriceListError) -> OfferReading
  {
    let document = OfferDocument(bytes, file: file)
    let meters = OfferMeters(file, instances: instances)
    var wanted: [String: Meter] = [:]
    var managed: [String: String] = [:]
    var unknown: Set<String> = []
    try document.products { product in
      guard product.isSold(in: file.region) else { return }
      if let meter = meters.meter(of: product) {
        wanted[product.sku] = meter
      } else if let instance = meters.managedInstance(of: product) {
        managed[product.sku] = instance
      } else if file.offer == .lambda {
        unknown.insert(product.usageType)
      }
    }
    var gathering = PriceGathering(file)
    var hours: [String: Double] = [:]
    try document.tiers(of: { wanted[$0] != nil || managed[$0] != nil }) { sku, unit, tier in
      if let meter = wanted[sku] {
        gathering.add(meter, product: sku, unit: unit, tier: tier)
      } else if let instance = managed[sku], instances.contains(instance) {
        hours[instance] = tier.usd.number
      }
    }
    return OfferReading(
      file, gathering.prices(on: day), bytes: bytes.count,
      unknownUsageTypes: unknown.map { $0.printable(80) }.sorted(),
      managementFee: ManagementFee(hours: hours))
  }
}

extension PriceListOffer {
  /// A small region may have no model, and none of our instance types for endpoints.
  fileprivate var mayBeWithoutPrices: Bool { self == .bedrock || self == .machineLearningPlans }
}

extension OfferReading {
  fileprivate init(
    _ file: PriceListFile, _ prices: GatheredPrices, bytes: Int, unknownUsageTypes: [String] = [],
    managementFee: ManagementFee = ManagementFee(hours: [:])
  ) {
    self.init(
      offer: file.offer, version: file.version, entries: prices.entries, untaken: prices.untaken,
      unknownUsageTypes: unknownUsageTypes, managementFee: managementFee, bytes: bytes)
  }
}
