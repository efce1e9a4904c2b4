/// The JSON files compiled into the program, under the names they have in `pricing/aws`.
enum EmbeddedFiles {
  typealias File = (name: String, bytes: [UInt8])

  static let regions: [File] = [
    ("us-east-1.json", PackageResources.us_east_1_json)
  ]
  static let instances: File = ("instances.json", PackageResources.instances_json)
  static let freeTier: File = ("free-tier.json", PackageResources.free_tier_json)
}
