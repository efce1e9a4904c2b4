import CostModel
import Testing

/// The worked examples of AWS's Lambda pricing page, as stored in 2026.
///
/// A window of 730 h makes a month of the example's usage, so the modelled cost is the example's.
@Suite("AWS's worked examples")
struct AWSExampleTests {
  private static let month = AnalysisWindow(
    since: Instant(epochSeconds: 0), until: Instant(epochSeconds: 730 * 3600))

  private func cost(_ profile: UsageProfile) throws -> LambdaCost {
    let analyzer = Analyzer(
      prices: try PriceBook.list(), settings: AnalysisSettings(appliesFreeTier: true))
    let analysis = analyzer.analyze([profile], in: Self.month)
    return try #require(analysis.workloads[0].monthlyCost)
  }

  private func cents(_ amount: USD) -> Int { Int((amount.value * 100).rounded()) }

  private func usage(
    memory: Double, architecture: Architecture = .x86_64, requests: Double, seconds: Double,
    provisioned: ProvisionedUsage? = nil, durable: DurableUsage? = nil,
    ephemeralStorage: Megabytes? = nil
  ) -> UsageProfile {
    .steady(
      memory: Megabytes(memory), architecture: architecture, busyPerDay: [requests * seconds],
      invocations: requests, window: Self.month, provisioned: provisioned, durable: durable,
      ephemeralStorage: ephemeralStorage)
  }

  @Test("a mobile backend of 3M requests, 120 ms, 1,536 MB costs $2.33 + $0.40")
  func mobileBackend() throws {
    let cost = try cost(usage(memory: 1536, requests: 3e6, seconds: 0.120))
    #expect(cents(cost.compute) == 233)
    #expect(cents(cost.requests) == 40)
  }

  @Test("a BERT function with 2,048 MB of /tmp costs $105.33 + $1.00 + $0.08")
  func ephemeralStorage() throws {
    let cost = try cost(
      usage(memory: 4096, requests: 6e6, seconds: 0.280, ephemeralStorage: Megabytes(2048)))
    #expect(cents(cost.compute) == 10_533)
    #expect(cents(cost.requests) == 100)
    #expect(cents(cost.ephemeralStorage) == 8)
  }

  @Test(
    "a launch day with 100 environments kept ready costs $18.00 + $0.73, the rest $0.83 + $0.40")
  func provisionedConcurrency() throws {
    let onDemand = 2.5e6 * 0.120
    let provisioned = 500_000 * 0.100
    let profile = usage(
      memory: 1536, requests: 3e6, seconds: (onDemand + provisioned) / 3e6,
      provisioned: ProvisionedUsage(
        configured: GBSeconds(100 * 1.5 * 28_800), served: GBSeconds(provisioned * 1.5)))
    let cost = try cost(profile)
    #expect(cents(cost.provisioned) == 1873)
    #expect(cents(cost.compute) == 83)
    #expect(cents(cost.requests) == 40)
  }

  @Test("1M durable claims of two steps and a wait: $421.34 + $0.20 + $32.00 + $26.00")
  func durableClaims() throws {
    let profile = usage(
      memory: 1024, architecture: .arm64, requests: 2e6, seconds: 16,
      durable: DurableUsage(operations: Operations(4e6), written: Gigabytes(bytes: 104e9)))
    let cost = try cost(profile)
    #expect(cents(cost.compute) == 42_134)
    #expect(cents(cost.requests) == 20)
    let durable = DurableCost(
      month: DurableUsage(operations: Operations(4e6), written: Gigabytes(bytes: 104e9)),
      kept: .days(7 + 14), rates: try DurableRates(region: "us-east-1", prices: .list()),
      rest: cost.compute + cost.requests, month: .days(30))
    #expect(cents(durable.operationsCost) == 3200)
    #expect(cents(durable.writtenCost) == 2600)
    #expect(cents(durable.retainedCost) == 1092)
    #expect(cents(cost.compute + cost.requests + durable.total) == 49_046)
  }
}
