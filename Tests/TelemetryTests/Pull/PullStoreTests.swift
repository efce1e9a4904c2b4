import CostModel
import GRDB
import Testing

@testable import Telemetry

@Suite("What a pull stores")
struct PullStoreTests {
  private let store: UsageStore
  private static let monday = PullFixture.monday

  init() throws { store = try UsageStore.open(at: ":memory:", access: .readWrite) }

  /// Monday plus so many hours.
  private func hour(_ hours: Int) -> Instant { Instant(epochSeconds: Self.monday + hours * 3600) }

  private func result(
    _ points: [Int: [Int: Double]], _ statistics: [LambdaStatistic] = LambdaStatistic.general,
    hours: Int = 24, failures: [Int: PullFailure.Reason] = [:]
  ) -> BatchResult {
    let batch = PullFixture.batch(["f"], statistics, hours: hours)
    var grid = SeriesGrid(queries: statistics.count, range: batch.range, period: 3600)
    for (query, values) in points {
      var page = MetricDataPage()
      for (slot, value) in values {
        page.instants.append(Self.monday + slot * 3600)
        page.values.append(value)
      }
      grid.merge(page, 0..<page.values.count, query: query)
    }
    return BatchResult(
      batch: batch, grid: grid, failures: failures, dropped: [:], ending: nil, calls: 1,
      metricsBilled: 5, pointsReceived: 0)
  }

  private func keep(_ result: BatchResult, at now: Instant) throws {
    try store.store(
      result, at: now,
      bill: APIBillEntry(
        run: now, account: PullFixture.account, region: PullFixture.region,
        operation: "cloudwatch:GetMetricData", calls: 1, metrics: 5, cost: USD(0.00005)))
  }

  private func profile(hours: Range<Int> = 0..<24) throws -> UsageProfile {
    let window = AnalysisWindow(since: hour(hours.lowerBound), until: hour(hours.upperBound))
    return try #require(try store.profiles(in: window, functions: []).first)
  }

  private func missing(_ hours: Range<Int>, period: MetricRetention = .hour) throws -> Range<Int>? {
    let coverage = try store.coverage(account: PullFixture.account, region: PullFixture.region)
    let range = hour(hours.lowerBound).epochSeconds..<hour(hours.upperBound).epochSeconds
    let missing = (coverage.functions["f"] ?? StoredCoverage.Function())
      .missing(from: range, period: period)
    return missing.map {
      ($0.lowerBound - Self.monday) / 3600..<($0.upperBound - Self.monday) / 3600
    }
  }

  @Test("sums points, takes silence inside the range for zero and covers all of it")
  func sums() throws {
    try keep(result([0: [0: 3, 5: 4], 1: [0: 1000, 5: 500], 3: [0: 2, 5: 1]]), at: hour(48))
    let profile = try profile()
    #expect(profile.totals.invocations.value == 7)
    #expect(profile.totals.busySeconds == 1.5)
    #expect(profile.totals.errors == 0)
    #expect(profile.concurrency.peak == 2)
    #expect(profile.coverage == .one)
  }

  @Test("changes nothing when it is stored twice, and replaces what changed")
  func idempotent() throws {
    let first = result([0: [0: 3], 1: [0: 1000]])
    try keep(first, at: hour(48))
    let once = try profile()
    try keep(first, at: hour(48))
    #expect(try profile() == once)
    try keep(result([0: [0: 4], 1: [0: 1200]]), at: hour(48))
    #expect(try profile().totals.invocations.value == 4)
  }

  @Test("keeps the points of a function that failed, but claims no coverage for it")
  func failed() throws {
    try keep(result([0: [0: 3]], failures: [0: .incomplete(rounds: 3)]), at: hour(48))
    #expect(try profile().totals.invocations.value == 3)
    #expect(try profile().coveredSeconds == 0)
    #expect(try profile().failedSeconds == 24 * 3600)
    #expect(try missing(0..<24) == 0..<24)
  }

  @Test("forgets a failure as soon as anything covers its time")
  func healed() throws {
    try keep(result([0: [0: 3]], failures: [0: .incomplete(rounds: 3)]), at: hour(48))
    try keep(result([0: [0: 3]], hours: 20), at: hour(48))
    #expect(try profile().failedSeconds == 4 * 3600)
    #expect(try profile(hours: 0..<20).failedSeconds == 0)
    try keep(result([0: [0: 3]]), at: hour(48))
    #expect(try profile().failedSeconds == 0)
  }

  @Test("remembers what was never asked for, and the functions of a region that cannot be listed")
  func notAsked() throws {
    try keep(result([0: [0: 3]], hours: 10), at: hour(48))
    try store.recordFailure(of: [
      PullFixture.batch(["f", "new"], LambdaStatistic.general, hours: 12)
    ])
    #expect(try profile().failedSeconds == 2 * 3600)
    try store.recordFailure(
      account: PullFixture.account, region: PullFixture.region,
      over: Self.monday..<Self.monday + 15 * 3600, isWanted: { $0 == "f" })
    let window = AnalysisWindow(since: hour(0), until: hour(24))
    let profiles = try store.profiles(in: window, functions: [])
    #expect(profiles.map(\.workload.name) == ["f", "new"])
    #expect(profiles.map(\.failedSeconds) == [5 * 3600, 12 * 3600])
  }

  @Test("does not count points twice that came by the hour and, in part, by the minute")
  func failedDetail() throws {
    try keep(result([0: [0: 60, 1: 60], 1: [0: 6000, 1: 6000]], hours: 2), at: hour(48))
    let batch = PullBatch(
      period: .minute, range: Self.monday..<Self.monday + 7200,
      series: [PullFixture.request("f", hours: 2)])
    var grid = SeriesGrid(queries: 6, range: batch.range, period: 60)
    var page = MetricDataPage()
    page.instants = (0..<60).map { Self.monday + $0 * 60 }
    page.values = Array(repeating: 1, count: 60)
    grid.merge(page, 0..<60, query: 0)
    page.values = Array(repeating: 100, count: 60)
    grid.merge(page, 0..<60, query: 1)
    try keep(
      BatchResult(
        batch: batch, grid: grid, failures: [0: .interrupted], dropped: [:], ending: .interrupted,
        calls: 1, metricsBilled: 5, pointsReceived: 120), at: hour(48))
    #expect(try profile(hours: 0..<2).totals.invocations.value == 120)
    #expect(try profile(hours: 0..<2).totals.busySeconds == 12)
    #expect(try profile(hours: 0..<2).failedSeconds == 0)
  }

  @Test("leaves the period of an implausible value uncovered, and asks for it again")
  func implausible() throws {
    try keep(result([0: [3: .nan, 4: 1]]), at: hour(48))
    #expect(try profile().coveredSeconds == 23 * 3600)
    #expect(try profile().failedSeconds == 3600)
    #expect(try missing(0..<24) == 3..<4)
  }

  @Test("asks again only for what is missing or was pulled while points could still arrive")
  func incremental() throws {
    #expect(try missing(0..<24) == 0..<24)
    try keep(result([0: [0: 1]]), at: hour(24))
    // Pulled at hour 24: the three hours before may have changed since.
    #expect(try missing(0..<24) == 21..<24)
    #expect(try missing(0..<30) == 21..<30)
    #expect(try missing(0..<20) == nil)
    try keep(result([0: [0: 1]]), at: hour(48))
    #expect(try missing(0..<24) == nil)
    #expect(try missing(0..<24, period: .minute) == 0..<24)
    #expect(try missing(-5..<24) == -5..<0)
  }

  @Test("takes a finer period for a coarser one, not the other way round")
  func finer() throws {
    let range = Self.monday..<Self.monday + 3600
    let batch = PullBatch(
      period: .minute, range: range,
      series: [
        SeriesRequest(
          workload: PullFixture.workload("f"), statistics: [.invocations], range: range)
      ])
    let grid = SeriesGrid(queries: 1, range: range, period: 60)
    try keep(
      BatchResult(
        batch: batch, grid: grid, failures: [:], dropped: [:], ending: nil, calls: 1,
        metricsBilled: 1, pointsReceived: 0), at: hour(48))
    #expect(try missing(0..<1, period: .hour) == nil)
    #expect(try missing(0..<1, period: .minute) == nil)
    #expect(try missing(0..<2, period: .hour) == 1..<2)
  }

  @Test("adds up the bill of a run")
  func bill() throws {
    try keep(result([:]), at: hour(48))
    try keep(result([:]), at: hour(48))
    let entry = try #require(try store.apiBill().first)
    #expect(try store.apiBill().count == 1)
    #expect(entry.calls == 2 && entry.metrics == 10)
    #expect(abs(entry.cost.value - 0.0001) < 1e-12)
    #expect(try store.apiBill(run: hour(1)).isEmpty)
  }

  @Test("keeps what Lambda Insights measured, once for each hour")
  func insights() throws {
    let statistics = LambdaStatistic.insights
    #expect(
      try {
        try keep(result([:]), at: hour(48)); return try profile()
      }().insights == nil)
    try keep(
      result([0: [0: 10, 5: 4], 1: [0: 700, 5: 812], 2: [5: 1500]], statistics), at: hour(48))
    let hourly = InsightsUsage(
      measured: Requests(14), usedMemory: Megabytes(812), initSeconds: 1.5)
    #expect(try profile().insights == hourly)
    #expect(try profile(hours: 0..<5).insights?.usedMemory == Megabytes(700))
    let batch = PullBatch(
      period: .minute, range: Self.monday..<Self.monday + 6 * 3600,
      series: [PullFixture.request("f", statistics, hours: 6)])
    var grid = SeriesGrid(queries: 3, range: batch.range, period: 60)
    var page = MetricDataPage()
    page.instants = [Self.monday + 5 * 3600 + 60]
    page.values = [3]
    grid.merge(page, 0..<1, query: 0)
    page.values = [1200]
    grid.merge(page, 0..<1, query: 2)
    try keep(
      BatchResult(
        batch: batch, grid: grid, failures: [:], dropped: [:], ending: nil, calls: 1,
        metricsBilled: 2, pointsReceived: 2), at: hour(48))
    #expect(try profile().insights == hourly)
  }

  @Test("finds what is provisioned from executions over utilization, idle periods included")
  func provisioned() throws {
    let statistics: [LambdaStatistic] = [.provisionedExecutions, .provisionedUtilization]
    let grid = result([0: [1: 3, 3: 4], 1: [0: 0, 1: 0.3, 2: 0, 3: 0.2]], statistics).grid
    let columns = GridColumns(statistics, first: 0)
    let environments = try #require(columns.provisioned(in: grid))
    #expect(Array(environments[0..<4]) == [10, 10, 10, 20])
    #expect(environments[4].isNaN)
  }
}
