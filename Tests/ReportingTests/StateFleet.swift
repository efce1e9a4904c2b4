import CostModel
import Pricing

/// Two workloads analyzed at list prices: an agent whose state is bloated, and a model on EFS.
enum StateFleet {
  static let window = AnalysisWindow(
    since: Instant(epochSeconds: 1_767_571_200), until: Instant(epochSeconds: 1_768_780_800))

  static func analysis() throws -> Analysis {
    Analyzer(
      prices: try Catalogue.bundled(),
      settings: AnalysisSettings(stated: { workload in
        workload.name == "llm-on-efs"
          ? StatedTerms(
            coldStart: StatedColdStart(
              modelBytes: Bytes(1_117_320_800), initialization: .seconds(16.5)))
          : StatedTerms()
      })
    ).analyze([agent, model], in: window)
  }

  private static let agent = profile(
    "agent-claims",
    configuration: FunctionConfiguration(
      memory: Megabytes(2048), architecture: .arm64,
      durable: DurableConfiguration(retentionDays: 30, timeout: .days(7))),
    invocations: 200_000, seconds: 6,
    durable: DurableUsage(
      operations: Operations(600_000), written: Gigabytes(bytes: 600_000 * 420_000),
      executions: Executions(100_000)))

  private static let model = profile(
    "llm-on-efs",
    configuration: FunctionConfiguration(
      memory: Megabytes(10_240), architecture: .arm64, ephemeralStorage: Megabytes(512),
      deployment: FunctionDeployment(
        packaging: .zip, runtime: LambdaRuntime("python3.13"), hasFileSystems: true)),
    invocations: 40_000, seconds: 9,
    insights: InsightsUsage(
      measured: Requests(40_000), usedMemory: Megabytes(2600), initSeconds: 1500 * 16.5))

  private static func profile(
    _ name: String, configuration: FunctionConfiguration, invocations: Double, seconds: Double,
    durable: DurableUsage? = nil, insights: InsightsUsage? = nil
  ) -> UsageProfile {
    let busy = invocations * seconds
    return UsageProfile(
      workload: Workload(name: name, account: "123456789012", region: "us-east-1"),
      configuration: configuration, window: window, coveredSeconds: window.seconds,
      totals: UsageTotals(
        invocations: Requests(invocations), busySeconds: busy,
        gbSeconds: configuration.memory.map { GBSeconds(busy * $0.gigabytes) }),
      durable: durable, insights: insights,
      concurrency: ConcurrencyDistribution(
        levels: [.init(executions: 8, seconds: 3600)], isEstimated: false),
      blocks: (0..<14).map { _ in UsageBlock(seconds: 86_400, busySeconds: busy / 14) })
  }
}
