package import CostModel
import Foundation

/// Which version of each offer is current, region by region.
package struct PriceListDirectory: Sendable {
  private var files: [PriceListOffer: [String: PriceListFile]] = [:]

  package func file(of offer: PriceListOffer, in region: String) -> PriceListFile? {
    files[offer]?[region]
  }

  /// Adds what an offer's region index says; of a service as of a plan.
  mutating func add(_ json: [UInt8], of offer: PriceListOffer, file: String)
    throws(PriceListError)
  {
    let index: RegionIndex
    do {
      index = try JSONDecoder().decode(RegionIndex.self, from: Data(json))
    } catch {
      throw .notAnIndex(file: file)
    }
    for region in index.regions {
      guard let path = PriceListPath(region.path), let version = path.version else {
        throw .unsafePath(region.path, file: file)
      }
      files[offer, default: [:]][region.code] = PriceListFile(
        offer: offer, region: region.code, version: version,
        path: offer.isTable ? path.csv : path)
    }
  }
}

extension PriceListOffer {
  /// Whether the offer is read as CSV, row by row: its files are too large to be held.
  var isTable: Bool {
    switch self {
    case .ec2, .computePlans, .machineLearningPlans: true
    case .lambda, .sageMaker, .cloudWatch, .bedrock: false
    }
  }
}

/// The first file of the price list: where each offer's region index is.
struct OfferIndex: Decodable {
  private let offers: [String: Offer]

  private struct Offer: Decodable {
    let currentRegionIndexUrl: String?
    let currentSavingsPlanIndexUrl: String?
  }

  init(_ json: [UInt8], file: String) throws(PriceListError) {
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(json))
    } catch {
      throw .notAnIndex(file: file)
    }
  }

  /// Plans are no offers of their own: the services that they discount lead to them.
  func regionIndex(of offer: PriceListOffer) -> String? {
    switch offer {
    case .computePlans:
      [PriceListOffer.ec2, .lambda].lazy
        .compactMap { offers[$0.rawValue]?.currentSavingsPlanIndexUrl }.first
    case .machineLearningPlans:
      offers[PriceListOffer.sageMaker.rawValue]?.currentSavingsPlanIndexUrl
    case .lambda, .ec2, .sageMaker, .cloudWatch, .bedrock:
      offers[offer.rawValue]?.currentRegionIndexUrl
    }
  }
}

/// The regions of one offer: a mapping for a service, a list for a plan.
private struct RegionIndex: Decodable {
  struct Region: Decodable {
    let code: String
    let path: String

    enum CodingKeys: String, CodingKey {
      case code = "regionCode"
      case path = "currentVersionUrl"
      case planPath = "versionUrl"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      code = try container.decode(String.self, forKey: .code)
      path =
        try container.decodeIfPresent(String.self, forKey: .path)
        ?? container.decode(String.self, forKey: .planPath)
    }
  }

  let regions: [Region]

  private enum CodingKeys: String, CodingKey { case regions }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let list = try? container.decode([Region].self, forKey: .regions) {
      regions = list
    } else {
      regions = Array(try container.decode([String: Region].self, forKey: .regions).values)
    }
  }
}
