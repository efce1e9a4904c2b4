import CostModel
import Pricing
import Testing

/// Worked on AWS's own example: 1M executions a month of two steps and a wait, so 4M operations and
/// 2M invocations, each checkpoint 26 KB, the function 1 GB on arm64 and 16 s an invocation.
@Suite("Durable state")
struct DurableStateTests {
  private static let month = AnalysisWindow(
    since: Instant(epochSeconds: 0), until: Instant(epochSeconds: 730 * 3600))

  private func usage(
    executions: Double? = 1e6, operations: Double = 4e6, bytes: Double = 26_000
  ) -> DurableUsage {
    DurableUsage(
      operations: Operations(operations), written: Gigabytes(bytes: operations * bytes),
      executions: executions.map { Executions($0) })
  }

  private func profile(
    _ durable: DurableUsage?, configuration: DurableConfiguration? = nil,
    deployment: FunctionDeployment? = nil
  ) -> UsageProfile {
    .steady(
      memory: Megabytes(1024), architecture: .arm64, busyPerDay: [32e6], invocations: 2e6,
      window: Self.month, durable: durable, durableConfiguration: configuration,
      deployment: deployment)
  }

  private func analyzed(
    _ profile: UsageProfile, stated: StatedDurableState? = nil, prices: PriceBook? = nil
  ) throws -> WorkloadAnalysis {
    let settings = AnalysisSettings(
      appliesFreeTier: true, stated: { _ in StatedTerms(durable: stated) })
    return Analyzer(prices: try prices ?? Catalogue.bundled(), settings: settings)
      .analyze([profile], in: profile.window).workloads[0]
  }

  private func details(_ analysis: WorkloadAnalysis) throws -> DurableDetails {
    try #require(analysis.details.durable)
  }

  private func cents(_ amount: USD?) -> Int? { amount.map { Int(($0.value * 100).rounded()) } }

  @Test("104 GB written a month cost $58.51 kept for 1 day, $65.18 for 14 and $104.16 for 90")
  func retention() throws {
    let costs = try details(analyzed(profile(usage()))).retention
    #expect(costs.map(\.days) == [1, 7, 14, 30, 90])
    #expect(costs.map { cents($0.monthlyCost) } == [5851, 6159, 6518, 7339, 10_416])
    #expect(costs.filter(\.isInForce).map(\.days) == [14])
  }

  @Test("a retention of its own stands among the others, and is the one billed")
  func ownRetention() throws {
    let analysis = try analyzed(
      profile(usage(), configuration: DurableConfiguration(retentionDays: 45)))
    let costs = try details(analysis).retention
    #expect(costs.map(\.days) == [1, 7, 14, 30, 45, 90])
    let inForce = try #require(costs.first { $0.isInForce })
    #expect(inForce.days == 45)
    #expect(inForce.monthlyCost == analysis.durable?.total)
  }

  @Test("longer retention never costs less, and only keeping changes")
  func monotonous() throws {
    let costs = try details(analyzed(profile(usage()))).retention
    for (shorter, longer) in zip(costs, costs.dropFirst()) {
      #expect(shorter.monthlyCost < longer.monthlyCost)
      let rest = (shorter.monthlyCost - shorter.retainedCost).value
      #expect(abs(rest - (longer.monthlyCost - longer.retainedCost).value) < 1e-9)
    }
  }

  @Test("of 2M invocations for 1M executions half are replays: $210.77 of compute and requests")
  func replays() throws {
    let replays = try #require(try details(analyzed(profile(usage()))).replays)
    #expect(replays.invocations == Requests(1e6))
    #expect(replays.shareOfInvocations == Ratio(0.5))
    #expect(cents(replays.monthlyCost) == 21_077)
    #expect(abs((replays.shareOfCost ?? .zero).value - 210.767 / 486.713) < 1e-4)
  }

  @Test(
    "without a count of executions, configured checkpoints tell them; without both, nothing does")
  func executions() throws {
    let unknown = try details(analyzed(profile(usage(executions: nil))))
    #expect(unknown.month.usage.executions == nil)
    #expect(unknown.replays == nil)
    let derived = try details(
      analyzed(
        profile(usage(executions: nil)), stated: StatedDurableState(checkpoints: Operations(4))))
    #expect(derived.month.count == .derived)
    #expect(derived.month.usage.executions == Executions(1e6))
    #expect(derived.replays?.shareOfInvocations == Ratio(0.5))
  }

  @Test(
    "without metrics the state is invocations × checkpoints × size, and replays are not guessed")
  func configured() throws {
    let analysis = try analyzed(
      profile(nil),
      stated: StatedDurableState(
        checkpoints: Operations(2), bytesPerCheckpoint: Bytes(26_000), retentionDays: 14))
    let details = try details(analysis)
    #expect(details.month.count == .assumed)
    #expect(!details.month.isMetered)
    #expect(details.replays == nil)
    #expect(cents(analysis.durable?.operationsCost) == 3200)
    #expect(cents(analysis.durable?.writtenCost) == 2600)
    #expect(analysis.monthlyCost?.durable == analysis.durable?.total)
  }

  @Test("a function whose inventory knows no durable configuration has no state by configuration")
  func notDurable() throws {
    let analysis = try analyzed(
      profile(nil, deployment: FunctionDeployment(packaging: .zip)),
      stated: StatedDurableState(checkpoints: Operations(2), bytesPerCheckpoint: Bytes(26_000)))
    #expect(analysis.durable == nil)
    #expect(analysis.details.durable == nil)
  }

  @Test("4 of 3,000 operations, 0.104 of 100 MB, 14 of 90 days, 183 of 366: none worth a finding")
  func farFromLimits() throws {
    let analysis = try analyzed(
      profile(usage(), configuration: DurableConfiguration(timeout: .days(183))))
    let limits = try details(analysis).limits
    #expect(limits.map(\.kind) == [.operations, .written, .retention, .timeout])
    #expect(limits.map(\.used) == [4, 0.104, 14, 183])
    #expect(limits.map(\.allowed) == [3000, 100, 90, 366])
    #expect(!analysis.findings.contains { $0.code == .durableLimit })
  }

  @Test(
    "a mean execution is noted at half a limit, warned of at 80 % and an alarm at the limit",
    arguments: [
      (1499.0, Finding.Severity?.none), (1500, .info), (2400, .warning), (3000, .critical),
    ])
  func limitFinding(operations: Double, severity: Finding.Severity?) throws {
    let usage = usage(executions: 1000, operations: operations * 1000, bytes: 100)
    let finding = try analyzed(profile(usage)).findings.first { $0.code == .durableLimit }
    #expect(finding?.severity == severity)
  }

  @Test("90 MB an execution is 90 % of the limit whatever the number of operations")
  func bytesLimit() throws {
    let usage = usage(executions: 100, operations: 1000, bytes: 9e6)
    let finding = try #require(
      try analyzed(profile(usage)).findings.first { $0.code == .durableLimit })
    #expect(finding.severity == .warning)
    #expect(finding.message.contains("90 of 100 MB, 90.0 %"))
  }
}
