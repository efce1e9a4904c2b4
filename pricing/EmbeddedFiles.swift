/// The JSON files compiled into the program, under the names they have in `aws`, `onprem` and `rates`.
enum EmbeddedFiles {
  typealias File = (name: String, bytes: [UInt8])

  static let regions: [File] = [
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
  static let instances: File = ("instances.json", PackageResources.instances_json)
  static let freeTier: File = ("free-tier.json", PackageResources.free_tier_json)
  static let machines: File = ("machines.json", PackageResources.machines_json)
  static let models: File = ("models.json", PackageResources.models_json)
  static let engines: File = ("engines.json", PackageResources.engines_json)
  static let onPremisesSite: File = ("site.json", PackageResources.site_json)
  static let onPremisesNodes: File = ("nodes.json", PackageResources.nodes_json)
}
