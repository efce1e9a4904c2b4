import CostModel
import Testing

@Suite("Managed Instances")
struct ManagedInstancesTests {
  private func analysis(managed: Bool) throws -> Analysis {
    let steady = UsageProfile.steady()
    let profile = UsageProfile(
      workload: steady.workload,
      configuration: FunctionConfiguration(
        memory: steady.configuration.memory, architecture: .arm64,
        runsOnManagedInstances: managed),
      window: steady.window, coveredSeconds: steady.coveredSeconds, totals: steady.totals,
      concurrency: steady.concurrency, blocks: steady.blocks)
    return Analyzer(prices: try PriceBook.list(), settings: AnalysisSettings())
      .analyze([profile], in: .fortnight)
  }

  @Test("pay requests but no duration, and the analysis says what is left out")
  func noDuration() throws {
    let usual = try analysis(managed: false)
    let managed = try analysis(managed: true)
    let cost = try #require(managed.workloads[0].monthlyCost)
    #expect(cost.compute == .zero)
    #expect(cost.requests == usual.workloads[0].monthlyCost?.requests)
    #expect(cost.requests > .zero)
    #expect(managed.assumptions.contains { $0.contains("Managed Instances") })
    #expect(!usual.assumptions.contains { $0.contains("Managed Instances: no duration") })
  }
}

@Suite("Nearness to a threshold")
struct NearThresholdTests {
  @Test(
    "is an interval around it, or a value within a fifth of it",
    arguments: [
      (0.05, 0.04, 0.06, false), (0.05, 0.04, 0.16, true), (0.121, 0.121, 0.121, true),
      (0.119, 0.119, 0.119, false), (0.179, 0.179, 0.179, true), (0.25, 0.2, 0.3, false),
      (0.33, 0.33, 0.33, true), (0.47, 0.47, 0.47, true), (0.5, 0.5, 0.5, false),
      (0.9, 0.39, 0.95, true),
    ])
  func nearness(value: Double, low: Double, high: Double, isNear: Bool) {
    let utilization = Utilization(
      value: Ratio(value), low: Ratio(low), high: Ratio(high), slots: 1, sizing: .max,
      atP99: Ratio(value), shareOfPeriodsAtPeak: .zero)
    #expect(utilization.isNearThreshold(of: .standard) == isNear)
  }
}
