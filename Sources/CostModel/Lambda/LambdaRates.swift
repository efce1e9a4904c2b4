/// The Lambda prices of one region and architecture that every function there needs.
package struct LambdaRates: Sendable {
  package let region: String
  package let architecture: Architecture
  package let duration: TieredPrice<GBSeconds>
  package let request: Price<Requests>
  private let prices: PriceBook

  package init(region: String, architecture: Architecture, prices: PriceBook)
    throws(PriceBookError)
  {
    self.region = region
    self.architecture = architecture
    self.prices = prices
    duration = try prices.tieredPrice(Self.key("duration/\(architecture.rawValue)", region))
    request = try prices.price(Self.key("request/\(architecture.rawValue)", region))
  }

  package static func key(_ item: String, _ region: String) -> PriceKey {
    PriceKey(service: "lambda", region: region, item: item)
  }

  /// The first of this region's Lambda prices under the given items that no source confirms.
  package func unverified(among items: [String]) -> PriceKey? {
    items.lazy.map { Self.key($0, region) }.first { prices.status($0) == .unverified }
  }

  /// Keeping environments ready, and the lower duration price of what runs on them.
  package func provisioned(_ usage: ProvisionedUsage) throws(PriceBookError) -> USD {
    let ready: Price<GBSeconds> = try price("provisioned/configured/\(architecture.rawValue)")
    let running: Price<GBSeconds> = try price("provisioned/duration/\(architecture.rawValue)")
    return ready * usage.configured + running * usage.served
  }

  /// `/tmp` that comes with every environment.
  package static let freeEphemeralStorage = Megabytes(512)

  /// `/tmp` beyond what comes free, for as long as the function ran.
  package func ephemeralStorage(_ size: Megabytes, busySeconds: Double) throws(PriceBookError)
    -> USD
  {
    let billed = Megabytes(max(0, (size - Self.freeEphemeralStorage).value))
    guard billed > .zero, busySeconds > 0 else { return .zero }
    return try ephemeralStoragePrice * GBSeconds(billed.gigabytes * busySeconds)
  }

  package var ephemeralStoragePrice: Price<GBSeconds> {
    get throws(PriceBookError) { try price("ephemeral-storage/\(architecture.rawValue)") }
  }

  private func price<Unit>(_ item: String) throws(PriceBookError) -> Price<Unit> {
    try prices.price(Self.key(item, region))
  }
}
