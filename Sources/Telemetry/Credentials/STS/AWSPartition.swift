/// The partition of a region decides the domain of its endpoints.
enum AWSPartition {
  // botocore 1.43.11, data/partitions.json.
  static func domain(of region: String) -> String {
    switch region {
    case let region where region.hasPrefix("cn-"): "amazonaws.com.cn"
    case let region where region.hasPrefix("us-iso-"): "c2s.ic.gov"
    case let region where region.hasPrefix("us-isob-"): "sc2s.sgov.gov"
    case let region where region.hasPrefix("eu-isoe-"): "cloud.adc-e.uk"
    case let region where region.hasPrefix("us-isof-"): "csp.hci.ic.gov"
    case let region where region.hasPrefix("eusc-"): "amazonaws.eu"
    default: "amazonaws.com"
    }
  }
}
