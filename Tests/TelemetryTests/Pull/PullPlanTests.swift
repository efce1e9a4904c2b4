import CostModel
import Testing

@testable import Telemetry

@Suite("The plan of a pull")
struct PullPlanTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let functions: Int
    let hours: Int
    let period: MetricRetention
    let batches: Int
    let calls: Int
    let points: Int
    let metrics: Int
    var testDescription: String { "\(functions) functions, \(hours) h at \(period.seconds) s" }
  }

  static let cases = [
    // 6 queries a function, 5 metrics billed; 50 functions of 336 hours fill one answer of 100,800.
    Case(functions: 1, hours: 336, period: .hour, batches: 1, calls: 1, points: 2016, metrics: 5),
    Case(
      functions: 100, hours: 336, period: .hour, batches: 2, calls: 2, points: 201_600, metrics: 500
    ),
    Case(
      functions: 101, hours: 336, period: .hour, batches: 3, calls: 3, points: 203_616, metrics: 505
    ),
    // 83 functions fill the 500 queries of a request.
    Case(functions: 84, hours: 3, period: .hour, batches: 2, calls: 2, points: 1512, metrics: 420),
    // 20,160 points a query: five functions fill six answers.
    Case(
      functions: 20, hours: 336, period: .minute, batches: 4, calls: 24, points: 2_419_200,
      metrics: 100),
    // As many calls as 500 queries a request take: 24 requests of 20 answers.
    Case(
      functions: 2000, hours: 336, period: .fiveMinutes, batches: 80, calls: 480,
      points: 48_384_000, metrics: 10_000),
    Case(functions: 0, hours: 336, period: .hour, batches: 0, calls: 0, points: 0, metrics: 0),
  ]

  @Test("fills requests with whole functions and counts what AWS counts", arguments: cases)
  func counts(_ expected: Case) {
    let plan = PullPlan(
      (0..<expected.functions).map {
        PullFixture.request("f\($0)", hours: expected.hours)
      }, period: expected.period)
    #expect(plan.batches.count == expected.batches)
    #expect(plan.calls == expected.calls)
    #expect(plan.points == expected.points)
    #expect(plan.metrics.value == Double(expected.metrics))
    #expect(plan.workloads == expected.functions)
    #expect(plan.batches.allSatisfy { $0.queries <= 500 })
  }

  @Test(
    "takes no more calls than whole functions in requests of 500 queries would",
    arguments: [1, 33, 84, 250], [3, 31, 168, 336, 1500])
  func fewest(functions: Int, hours: Int) {
    for period in MetricRetention.allCases where hours <= period.days * 24 {
      let requests = (0..<functions).map { PullFixture.request("f\($0)", hours: hours) }
      let slots = hours * 3600 / period.seconds
      func answers(_ functions: Int) -> Int { (functions * 6 * slots + 100_799) / 100_800 }
      let full = functions / 83 * answers(83) + answers(functions % 83)
      #expect(PullPlan(requests, period: period).calls <= full)
    }
  }

  @Test("never splits the statistics of one function over two requests")
  func wholeFunctions() {
    let plan = PullPlan((0..<1000).map { PullFixture.request("f\($0)") }, period: .hour)
    let names = plan.batches.flatMap(\.series).map(\.workload.name)
    #expect(Set(names).count == names.count)
    #expect(plan.batches.flatMap(\.series).allSatisfy { $0.statistics.count == 6 })
  }

  @Test("asks functions with the same gap together and others apart")
  func byRange() {
    let plan = PullPlan(
      [
        PullFixture.request("a", hours: 24), PullFixture.request("b", hours: 3),
        PullFixture.request("c", hours: 24),
      ], period: .hour)
    #expect(plan.batches.map { $0.series.map(\.workload.name) } == [["b"], ["a", "c"]])
  }

  @Test("bills the two statistics of Duration as one metric")
  func statisticsOfOneMetric() {
    #expect(PullFixture.request("f", [.durationSum, .durationMaximum]).metricsBilled == 1)
    let everything = LambdaStatistic.allCases
    #expect(PullFixture.request("f", everything).metricsBilled == everything.count - 2)
  }

  @Test("takes as long as the tighter quota allows")
  func quota() {
    let hours = PullPlan(
      (0..<830).map { PullFixture.request("f\($0)", hours: 336) }, period: .hour)
    let later = Instant(epochSeconds: PullFixture.monday + 400 * 3600)
    // 830 functions, 6 queries of 336 points each, at 396,000 points a second.
    #expect(abs(hours.atQuota(now: later).inSeconds - 830 * 6 * 336 / 396_000.0) < 1e-9)
    let recent = PullPlan([PullFixture.request("f", hours: 1)], period: .hour)
    // One call at 50 a second; its 6 points weigh 396 / 180 of themselves.
    let soon = Instant(epochSeconds: PullFixture.monday + 3600)
    #expect(abs(recent.atQuota(now: soon).inSeconds - 0.02) < 1e-9)
  }
}

@Suite("The retention of metrics")
struct MetricRetentionTests {
  @Test(
    "offers the finest period that is still kept",
    arguments: [
      (14, MetricRetention.minute), (15, .minute), (16, .fiveMinutes), (63, .fiveMinutes),
      (64, .hour), (455, .hour), (456, nil),
    ])
  func finest(days: Int, expected: MetricRetention?) {
    let now = Instant(epochSeconds: PullFixture.monday)
    #expect(MetricRetention.finest(since: now.advanced(by: -days * 86_400), at: now) == expected)
  }

  @Test(
    "asks whole periods, and not the one that is still running",
    arguments: [
      (0, 7_500, MetricRetention.hour, 0, 7_200), (1_800, 7_500, .hour, 0, 7_200),
      (1_800, 7_500, .fiveMinutes, 1_800, 7_500), (1_830, 7_499, .minute, 1_800, 7_440),
      (0, 1_000_000, .hour, 0, 10_800),
    ])
  func aligned(since: Int, until: Int, period: MetricRetention, first: Int, last: Int) {
    let monday = PullFixture.monday
    let window = AnalysisWindow(
      since: Instant(epochSeconds: monday + since), until: Instant(epochSeconds: monday + until))
    let now = Instant(epochSeconds: monday + 3 * 3600)
    #expect(window.aligned(to: period, at: now) == monday + first..<monday + last)
  }

  @Test("asks nothing while the first period is running")
  func nothingYet() {
    let now = Instant(epochSeconds: PullFixture.monday + 600)
    let window = AnalysisWindow(since: now.advanced(by: -300), until: now)
    #expect(window.aligned(to: .hour, at: now) == nil)
  }
}
