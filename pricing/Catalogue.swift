package import CostModel
import Foundation

/// The price catalogue that ships with the binary.
package enum Catalogue {
  /// Every bundled region as one book.
  package static func bundled() throws -> PriceBook {
    let files: [(name: String, json: [UInt8])] = [
      ("ap-northeast-1.json", PackageResources.ap_northeast_1_json),
      ("ap-northeast-2.json", PackageResources.ap_northeast_2_json),
      ("ap-south-1.json", PackageResources.ap_south_1_json),
      ("ap-southeast-1.json", PackageResources.ap_southeast_1_json),
      ("eu-central-1.json", PackageResources.eu_central_1_json),
      ("eu-north-1.json", PackageResources.eu_north_1_json),
      ("eu-west-1.json", PackageResources.eu_west_1_json),
      ("eu-west-2.json", PackageResources.eu_west_2_json),
      ("us-east-1.json", PackageResources.us_east_1_json),
      ("us-east-2.json", PackageResources.us_east_2_json),
      ("us-west-2.json", PackageResources.us_west_2_json),
    ]
    let instances = try Self.instances(PackageResources.instances_json, file: "instances.json")
    let entries = try files.flatMap {
      try Self.entries($0.json, file: $0.name, instances: instances)
    }
    return try PriceBook(entries: entries, instances: instances)
  }

  /// The prices of one catalogue file, those it derives for the given sizes included.
  package static func entries(_ json: [UInt8], file: String, instances: [InstanceType])
    throws(CatalogueError) -> [PriceEntry]
  {
    try PriceFileReader(file: try decode(PriceFile.self, json, file: file), name: file)
      .entries(for: instances)
  }

  package static func instances(_ json: [UInt8], file: String) throws(CatalogueError)
    -> [InstanceType]
  {
    var instances: [InstanceType] = []
    for family in try decode(InstanceFile.self, json, file: file).families {
      guard let factor = Double(family.perCoreFactor), factor > 0 else {
        throw .badDecimal(file: file, item: family.family, text: family.perCoreFactor)
      }
      for (size, vcpus) in family.sizes.sorted(by: { $0.key < $1.key }) {
        instances.append(
          InstanceType(
            name: "\(family.family).\(size)", architecture: family.architecture,
            kind: family.kind, vcpus: VCPUs(vcpus),
            memory: Megabytes(vcpus * family.megabytesPerVCPU), perCoreFactor: factor,
            factorStatus: family.status))
      }
    }
    return instances
  }

  private static func decode<File: Decodable>(_ type: File.Type, _ json: [UInt8], file: String)
    throws(CatalogueError) -> File
  {
    do {
      return try JSONDecoder().decode(type, from: Data(json))
    } catch {
      throw .unreadable(file: file, reason: "\(error)")
    }
  }
}
