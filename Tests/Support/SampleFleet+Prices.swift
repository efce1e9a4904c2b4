package import CostModel

extension SampleFleet {
  /// One price of each status, one of them in tiers.
  package static let prices = [
    price(
      "lambda/us-east-1/duration/arm64", "GB-second", [0: 0.000_013_333_4, 7.5e9: 0.000_012_000_1]),
    price("lambda/us-east-1/requests", "request", [0: 0.000_000_2]),
    price("ec2/us-east-1/c9g.xlarge/3yr", "hour", [0: 0.0797], .unverified),
    price("ec2/us-east-1/c8g.xlarge/1yr", "hour", [0: 0.1056], .derived),
    price("ec2/us-east-1/c8g.xlarge/on-demand", "hour", [0: 0.15], .override, effective: "-"),
  ]

  private static func price(
    _ key: String, _ unit: String, _ tiers: [Double: Double], _ status: PriceStatus = .verified,
    effective: String = "2025-11-01"
  ) -> PriceEntry {
    let parts = key.split(separator: "/", maxSplits: 2).map(String.init)
    return PriceEntry(
      key: PriceKey(service: parts[0], region: parts[1], item: parts[2]), unit: unit,
      tiers: tiers.sorted { $0.key < $1.key }.map { PriceTier(from: $0.key, usd: $0.value) },
      effective: effective,
      source: status == .override ? "configuration: pricing.overrides" : "https://aws.amazon.com/",
      status: status)
  }
}
