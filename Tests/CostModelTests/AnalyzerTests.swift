import CostModel
import Testing

@Suite("Analysis")
struct AnalyzerTests {
  private func analyze(_ profiles: [UsageProfile]) throws -> Analysis {
    Analyzer(prices: try PriceBook.list(), settings: AnalysisSettings())
      .analyze(profiles, in: profiles.first?.window ?? .fortnight)
  }

  private func codes(_ profile: UsageProfile) throws -> [Finding.Code] {
    try analyze([profile]).workloads[0].findings.map(\.code)
  }

  @Test("the window's cost is the month's, scaled by hours over 730")
  func windowCost() throws {
    let found = try analyze([.steady()]).workloads[0]
    let month = try #require(found.monthlyCost)
    let window = try #require(found.windowCost)
    #expect(abs(window.total.value - month.total.value * 336 / 730) < 1e-12)
    #expect(abs(window.compute.value - 120_960 * 0.0000133334) < 1e-12)
    #expect(abs(window.requests.value - 14_000 * 0.0000002) < 1e-12)
  }

  @Test("twice the window with twice the traffic costs the same a month")
  func scaleFree() throws {
    let longer = AnalysisWindow(
      since: AnalysisWindow.fortnight.since,
      until: AnalysisWindow.fortnight.until.advanced(by: 14 * 86_400))
    let once = try analyze([.steady()]).monthlyCost
    let twice = try analyze([
      .steady(busyPerDay: Array(repeating: 8640, count: 28), invocations: 28_000, window: longer)
    ]).monthlyCost
    #expect(abs(once.value - twice.value) < 1e-9)
  }

  @Test(
    "a verdict is firm, borderline or provisional by interval, coverage and length",
    arguments: [
      (UsageProfile.steady(), Firmness.firm),
      (.steady(busyPerDay: (0..<14).map { $0 % 2 == 0 ? 6000 : 20_000 }), .borderline),
      (.steady(coveredSeconds: 1_000_000), .provisional),
      (.steady(coveredSeconds: 1_206_000), .firm),
      (.steady(coveredSeconds: 1_206_000, failedSeconds: 3600), .provisional),
      (
        .steady(
          busyPerDay: [10, 20, 10, 20],
          window: AnalysisWindow(
            since: Instant(epochSeconds: 0), until: Instant(epochSeconds: 86_400))), .provisional
      ),
    ])
  func firmness(profile: UsageProfile, expected: Firmness) throws {
    #expect(try analyze([profile]).workloads[0].firmness == expected)
  }

  @Test("cold starts that Lambda Insights measured are billed, and what they cost is told")
  func coldStarts() throws {
    let measured = InsightsUsage(
      measured: Requests(7_000), usedMemory: Megabytes(500), initSeconds: 30_240)
    let found = try analyze([.steady(insights: measured)]).workloads[0]
    let plain = try analyze([.steady()])
    // 30,240 s at 1,024 MB beside the 120,960 that the handlers took.
    let rise =
      (found.monthlyCost?.compute ?? .zero) / (plain.workloads[0].monthlyCost?.compute ?? .zero)
    #expect(abs(rise - 1.25) < 1e-12)
    let finding = try #require(found.findings.first { $0.code == .coldStarts })
    #expect(finding.severity == .warning)
    #expect(finding.message.contains("30,240 s") && finding.message.contains("20.0 %"))
    #expect(finding.message.contains("7,000 of 14,000 invocations"))
    #expect(plain.assumptions.contains { $0.hasSuffix("cold starts are not in these costs.") })
    let both = try analyze([.steady(insights: measured), .steady(name: "other")]).assumptions
    #expect(both.contains { $0.hasSuffix("costs of 1 workload without Lambda Insights.") })
    let short = InsightsUsage(measured: Requests(1), usedMemory: nil, initSeconds: 100)
    #expect(
      UsageProfile.steady(memory: Megabytes(2048), insights: short).initialization == GBSeconds(200)
    )
    let unpriced = try analyze([.steady(memory: nil, insights: measured)]).workloads[0]
    #expect(unpriced.monthlyCost == nil && !unpriced.findings.contains { $0.code == .coldStarts })
  }

  @Test("a pull that failed is a warning of its own, not a plain gap")
  func failedPull() throws {
    func gaps(failedSeconds: Int) throws -> [Finding.Code] {
      try codes(.steady(coveredSeconds: 1_206_000, failedSeconds: failedSeconds))
        .filter { [.pullFailed, .coverageGap].contains($0) }
    }
    #expect(try gaps(failedSeconds: 0) == [.coverageGap])
    #expect(try gaps(failedSeconds: 1800) == [.pullFailed, .coverageGap])
    #expect(try gaps(failedSeconds: 3600) == [.pullFailed])
  }

  @Test("state over 256 KB a checkpoint is bloat, with the saving of lean checkpoints")
  func bloat() throws {
    let profile = UsageProfile.steady(
      durable: DurableUsage(
        operations: Operations(1e6), written: Gigabytes(bytes: 1e6 * 400 * 1024)))
    let found = try analyze([profile]).workloads[0]
    let durable = try #require(found.durable)
    let finding = try #require(found.findings.first { $0.code == .durableBloat })
    #expect(durable.isBloated)
    #expect(abs((durable.bytesPerCheckpoint ?? 0) - 409_600) < 1e-6)
    let expected = (durable.writtenCost + durable.retainedCost) * (399.0 / 400)
    #expect(abs((finding.monthlySaving ?? .zero).value - expected.value) < 1e-9)
    #expect(found.monthlyCost?.durable == durable.total)
  }

  @Test("state at a tenth of the cost and 20 KB a checkpoint is none")
  func leanState() throws {
    let profile = UsageProfile.steady(
      durable: DurableUsage(operations: Operations(1000), written: Gigabytes(bytes: 2.048e7)))
    #expect(try !codes(profile).contains(.durableBloat))
  }

  @Test("what is missing is named, with the day it will be enough")
  func insufficient() throws {
    let window = AnalysisWindow(
      since: AnalysisWindow.fortnight.since,
      until: AnalysisWindow.fortnight.since.advanced(by: 3 * 86_400))
    let found = try analyze([.steady(busyPerDay: [864, 864, 864], window: window)]).workloads[0]
    let finding = try #require(found.findings.first { $0.code == .insufficientData })
    #expect(finding.message.contains("2026-01-12T00:00:00Z"))
  }

  @Test("an idle function that keeps environments ready is told what they cost")
  func idle() throws {
    let profile = UsageProfile.steady(
      architecture: .x86_64, busyPerDay: Array(repeating: 0, count: 14), invocations: 0, levels: [],
      provisioned: ProvisionedUsage(configured: GBSeconds(1_209_600), served: .zero))
    let finding = try #require(try analyze([profile]).workloads[0].findings.first)
    #expect(finding.code == .idle)
    #expect(abs((finding.monthlySaving ?? .zero).value - 2_628_000 * 0.0000041667) < 1e-9)
  }

  @Test("seconds on less than one vCPU are a sign of starved memory; at one vCPU they are not")
  func starved() throws {
    #expect(try codes(.steady(memory: Megabytes(512))).contains(.memoryStarved))
    #expect(try !codes(.steady(memory: Megabytes(1769))).contains(.memoryStarved))
  }

  @Test("nothing to analyze is an empty answer")
  func empty() throws {
    let found = try analyze([])
    #expect(found.workloads.isEmpty)
    #expect(found.monthlyCost == .zero)
    #expect(found.assumptions.isEmpty)
  }
}
