/// The prices that a decision about the workloads of one region looks up.
struct PriceNeeds: Hashable, Sendable {
  let region: String
  let architectures: Set<Architecture>

  /// The keys nothing is listed under, ascending; `ec2/REGION/*/ri-1yr` where no size has the term.
  func missing(from prices: PriceBook) -> [PriceKey] {
    guard !architectures.isEmpty else { return [] }
    let exact = (lambda + cloudWatch).filter { prices.entries[$0] == nil }
    let offered = Set(
      prices.entries.keys.filter { $0.region == region }.map {
        PriceKey(service: $0.service, region: region, item: Self.anySize(of: $0.item))
      })
    return (exact + fleets.filter { !offered.contains($0) }).sorted()
  }

  private var lambda: [PriceKey] {
    let byArchitecture = architectures.flatMap { architecture in
      [
        "duration", "request", "provisioned/configured", "provisioned/duration",
        "ephemeral-storage",
      ].map { "\($0)/\(architecture.rawValue)" }
    }
    let common = [
      "snapstart/cache", "snapstart/restore", "durable/operation", "durable/written",
      "durable/retained", ManagementFee.item, "managed-instances/request",
    ]
    return (byArchitecture + common).map { LambdaRates.key($0, region) }
  }

  private var cloudWatch: [PriceKey] {
    [PriceKey(service: "cloudwatch", region: region, item: "get-metric-data")]
  }

  private var fleets: [PriceKey] {
    CommitmentTerm.usual.map { term in
      PriceKey(service: "ec2", region: region, item: "*/\(term.rawValue)")
    } + [
      PriceKey(
        service: "sagemaker", region: region, item: "*/\(CommitmentTerm.onDemand.rawValue)")
    ]
  }

  /// `*/on-demand` of `c8g.xlarge/on-demand`.
  private static func anySize(of item: String) -> String { "*" + item.drop { $0 != "/" } }
}
