import CostModel
import Testing

@testable import Telemetry

/// Small price-list files and a source that answers with them.
enum PriceListFixture {
  static let day = Instant(epochSeconds: 1_795_824_000)
  static let instances: Set = ["c7g.xlarge", "c8g.large"]

  static func file(_ offer: PriceListOffer, _ region: String = "us-east-1") throws -> PriceListFile
  {
    var directory = PriceListDirectory()
    try directory.add(
      Array(regionIndex(offer, region).utf8), of: offer, file: "region_index.json")
    return try #require(directory.file(of: offer, in: region))
  }

  static func regionIndex(_ offer: PriceListOffer, _ region: String) -> String {
    let root = "/offers/v1.0/aws/\(offer.rawValue)/20261120002359/\(region)/index.json"
    return
      #"{"regions": {"\#(region)": {"regionCode": "\#(region)", "currentVersionUrl": "\#(root)"}}}"#
  }
}
