import CostModel

extension AnalysisWindow {
  /// Fourteen whole days from Monday 2026-01-05.
  static let fortnight = AnalysisWindow(
    since: Instant(epochSeconds: 1_767_571_200),
    until: Instant(epochSeconds: 1_767_571_200 + 14 * 86_400))
}

extension UsageProfile {
  /// A steady workload; each test changes what it is about.
  static func steady(
    name: String = "chat", account: String? = nil, region: String = "us-east-1",
    memory: Megabytes? = Megabytes(1024), architecture: Architecture? = .arm64,
    busyPerDay: [Double] = Array(repeating: 8640, count: 14), invocations: Double = 14_000,
    levels: [ConcurrencyDistribution.Level] = [.init(executions: 1, seconds: 120_960)],
    isEstimated: Bool = false, window: AnalysisWindow = .fortnight, coveredSeconds: Int? = nil,
    failedSeconds: Int = 0, insights: InsightsUsage? = nil,
    provisioned: ProvisionedUsage? = nil, durable: DurableUsage? = nil,
    durableConfiguration: DurableConfiguration? = nil,
    ephemeralStorage: Megabytes? = nil,
    deployment: FunctionDeployment? = nil, runsOnManagedInstances: Bool = false,
    errors: Double? = nil, longestSeconds: Double? = nil
  ) -> UsageProfile {
    let busy = busyPerDay.reduce(0, +)
    return UsageProfile(
      workload: Workload(name: name, account: account, region: region),
      configuration: FunctionConfiguration(
        memory: memory, architecture: architecture, ephemeralStorage: ephemeralStorage,
        durable: durableConfiguration, runsOnManagedInstances: runsOnManagedInstances,
        deployment: deployment),
      window: window, coveredSeconds: coveredSeconds ?? window.seconds,
      failedSeconds: failedSeconds,
      totals: UsageTotals(
        invocations: Requests(invocations), busySeconds: busy,
        gbSeconds: memory.map { GBSeconds(busy * $0.gigabytes) }, errors: errors,
        longestSeconds: longestSeconds),
      provisioned: provisioned, durable: durable, insights: insights,
      concurrency: ConcurrencyDistribution(levels: levels, isEstimated: isEstimated),
      blocks: busyPerDay.map {
        UsageBlock(seconds: window.seconds / busyPerDay.count, busySeconds: $0)
      })
  }
}

extension PriceBook {
  /// List prices of us-east-1 from AWS's price list of September 2026, enough for one architecture pair.
  static func list(
    extra: [(String, String, Double)] = [], unverified: [(String, String, Double)] = []
  ) throws -> PriceBook {
    let flat: [(String, String, Double)] =
      [
        ("lambda/us-east-1/request/arm64", "request", 0.0000002),
        ("lambda/us-east-1/request/x86_64", "request", 0.0000002),
        ("lambda/us-east-1/provisioned/configured/x86_64", "GB-second", 0.0000041667),
        ("lambda/us-east-1/provisioned/duration/x86_64", "GB-second", 0.0000097222),
        ("lambda/us-east-1/ephemeral-storage/x86_64", "GB-second", 0.0000000309),
        ("lambda/us-east-1/durable/operation", "operation", 0.000008),
        ("lambda/us-east-1/durable/written", "GB", 0.25),
        ("lambda/us-east-1/durable/retained", "GB-month", 0.15),
        ("lambda/us-east-1/managed-instances/fee", "ratio", 0.15),
        ("lambda/us-east-1/managed-instances/request", "request", 0.0000002),
        ("ec2/us-east-1/c8g.xlarge/on-demand", "hour", 0.15952),
        ("ec2/us-east-1/c8g.2xlarge/on-demand", "hour", 0.31904),
        ("ec2/us-east-1/m8g.xlarge/on-demand", "hour", 0.17952),
      ] + extra
    let tiered: [(String, [PriceTier])] = [
      (
        "lambda/us-east-1/duration/x86_64",
        [
          .init(from: 0, usd: 0.0000166667), .init(from: 6e9, usd: 0.0000150000),
          .init(from: 15e9, usd: 0.0000133334),
        ]
      ),
      (
        "lambda/us-east-1/duration/arm64",
        [
          .init(from: 0, usd: 0.0000133334), .init(from: 7.5e9, usd: 0.0000120001),
          .init(from: 18.75e9, usd: 0.0000106667),
        ]
      ),
    ]
    let entries =
      try flat.map { try entry($0.0, $0.1, [PriceTier(from: 0, usd: $0.2)]) }
      + tiered.map { try entry($0.0, "GB-second", $0.1) }
      + unverified.map {
        try entry($0.0, $0.1, [PriceTier(from: 0, usd: $0.2)], status: .unverified)
      }
    return try PriceBook(
      entries: entries,
      instances: [
        instance("c8g.xlarge", vcpus: 4, memory: 8192, factor: 1.51),
        instance("c8g.2xlarge", vcpus: 8, memory: 16_384, factor: 1.51),
        instance("m8g.xlarge", vcpus: 4, memory: 16_384, factor: 1.51),
      ],
      lambdaFreeTier: LambdaFreeTier(
        requests: Requests(1_000_000), duration: GBSeconds(400_000), streamed: Gigabytes(100)))
  }

  private struct BadKey: Error {}

  private static func entry(
    _ key: String, _ unit: String, _ tiers: [PriceTier], status: PriceStatus = .verified
  ) throws -> PriceEntry {
    guard let key = PriceKey(key) else { throw BadKey() }
    return PriceEntry(
      key: key, unit: unit, tiers: tiers, effective: "2026-09-01", source: "AWS price list",
      status: status)
  }

  private static func instance(
    _ name: String, vcpus: Double, memory: Double, factor: Double
  ) -> InstanceType {
    InstanceType(
      name: name, architecture: .arm64, kind: .cpu, vcpus: VCPUs(vcpus),
      memory: Megabytes(memory), perCoreFactor: factor, factorStatus: .derived)
  }
}
