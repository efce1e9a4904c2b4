import CostModel
import Testing

@Suite("Utilization")
struct UtilizationTests {
  private typealias Level = ConcurrencyDistribution.Level

  private func utilization(
    of profile: UsageProfile, sizing: Sizing = .max
  ) -> Utilization {
    Utilization(
      of: profile, sizing: sizing,
      bootstrap: BlockBootstrap(blocks: profile.blocks.count, seed: 1))
  }

  @Test("a function that never runs twice at once has its busy fraction")
  func busyFraction() {
    let found = utilization(of: .steady())
    #expect(found.value == Ratio(0.1))
    #expect(found.slots == 1)
    #expect(abs(found.shareOfPeriodsAtPeak.value - 0.1) < 1e-15)
  }

  @Test("one overlap in the window halves it, and the figure at p99 stands beside it")
  func overlap() {
    let levels = [Level(executions: 1, seconds: 120_900), Level(executions: 2, seconds: 60)]
    let found = utilization(of: .steady(levels: levels))
    #expect(found.value == Ratio(0.05))
    #expect(found.atP99 == Ratio(0.1))
    #expect(found.slots == 2)
  }

  @Test(
    "sizing by a quantile counts silent periods as zero and keeps one slot while anything runs",
    arguments: zip([Sizing.max, .p99, .p95], [7, 3, 1]))
  func quantiles(sizing: Sizing, slots: Int) {
    let hour = 3600
    let levels = [
      Level(executions: 1, seconds: 20 * hour), Level(executions: 3, seconds: 4 * hour),
      Level(executions: 7, seconds: 3 * hour),
    ]
    #expect(utilization(of: .steady(levels: levels), sizing: sizing).slots == slots)
  }

  @Test("more busy time than the slots could hold is held at 100 %")
  func clamped() {
    let busy = UsageProfile.steady(busyPerDay: Array(repeating: 90_000, count: 14))
    #expect(utilization(of: busy).value == .one)
    #expect(Utilization.isClamped(busy, slots: 1))
  }

  @Test("a silent window has utilization 0 and no slots")
  func silent() {
    let found = utilization(
      of: .steady(busyPerDay: Array(repeating: 0, count: 14), invocations: 0, levels: []))
    #expect(found.value == .zero)
    #expect(found.slots == 0)
    #expect(found.high == .zero)
  }

  @Test(
    "the value divides by the window even where the window was not pulled; only the interval widens"
  )
  func partlyCovered() {
    let half = UsageProfile.steady(coveredSeconds: AnalysisWindow.fortnight.seconds / 2)
    let found = utilization(of: half)
    #expect(found.value == Ratio(0.1))
    #expect(found.high.value >= 0.2)
  }

  @Test("one stretch says nothing of spread: the interval is everything")
  func oneBlock() {
    let window = AnalysisWindow(since: Instant(epochSeconds: 0), until: Instant(epochSeconds: 3600))
    let found = utilization(of: .steady(busyPerDay: [360], window: window))
    #expect(found.low == .zero)
    #expect(found.high == .one)
  }

  @Test(
    "both thresholds belong to the middle tier",
    arguments: zip(
      [0, 0.149999, 0.15, 0.3, 0.40, 0.400001, 1],
      [Tier.lambda, .lambda, .reserved, .reserved, .reserved, .repatriate, .repatriate]))
  func tiers(utilization: Double, tier: Tier) {
    #expect(Rule.standard.tier(of: Ratio(utilization)) == tier)
  }

  @Test(
    "thresholds that do not satisfy 0 < a < b < 1 are refused",
    arguments: [(0.0, 0.4), (0.4, 0.4), (0.5, 0.4), (0.2, 1.0)])
  func thresholds(low: Double, high: Double) {
    #expect(throws: RuleError.thresholds(stayBelow: low, repatriateAbove: high)) {
      try Rule(stayBelow: Ratio(low), repatriateAbove: Ratio(high))
    }
  }

  @Test("distributions of disjoint stretches merge in any order to the same whole")
  func merging() {
    let a = ConcurrencyDistribution(levels: [Level(executions: 1, seconds: 60)], isEstimated: false)
    let b = ConcurrencyDistribution(
      levels: [Level(executions: 1, seconds: 30), Level(executions: 4, seconds: 60)],
      isEstimated: true)
    let c = ConcurrencyDistribution(levels: [Level(executions: 2, seconds: 10)], isEstimated: false)
    #expect(a.merging(b).merging(c) == c.merging(a).merging(b))
    #expect(a.merging(.silent) == a)
  }
}
