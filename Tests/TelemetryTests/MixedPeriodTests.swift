import CostModel
import Testing

@Suite("Samples of several periods for one time")
struct MixedPeriodTests {
  static func minutes(_ count: Int, invocations: Int, busy: Int, at hour: String = "10") -> [String]
  {
    (0..<count).map {
      "f,2026-01-05T\(hour):\($0 < 10 ? "0" : "")\($0):00Z,60,\(invocations),\(busy),1"
    }
  }
  static let hour = "f,2026-01-05T10:00:00Z,3600,60,60000,5"

  func profile(_ rows: [String], _ since: String, _ until: String) throws -> UsageProfile {
    let store = try TemporaryStore()
    try store.load(csv(rows))
    return try #require(try store.profiles(since, until).first)
  }

  @Test(
    "minutes that account for their hour stand for it", arguments: ["2026-01-15", "2026-01-06"])
  func finer(until: String) throws {
    let one = try profile(
      [Self.hour] + Self.minutes(60, invocations: 1, busy: 1000), "2026-01-05", until)
    #expect(one.totals.invocations == Requests(60) && one.totals.busySeconds == 60)
    #expect(one.concurrency.levels == [.init(executions: 1, seconds: 3600)])
  }

  @Test(
    "minutes that fall short of their hour give way to it", arguments: ["2026-01-15", "2026-01-06"])
  func coarser(until: String) throws {
    let one = try profile(
      [Self.hour] + Self.minutes(59, invocations: 1, busy: 1000), "2026-01-05", until)
    #expect(one.totals.invocations == Requests(60) && one.totals.busySeconds == 60)
    #expect(one.concurrency.levels == [.init(executions: 5, seconds: 3600)])
  }

  @Test("minutes that lack a metric of their hour give way to it")
  func lacking() throws {
    let bare = Self.minutes(60, invocations: 1, busy: 1000).map { String($0.dropLast()) }
    let one = try profile([Self.hour] + bare, "2026-01-05", "2026-01-15")
    #expect(
      one.concurrency
        == ConcurrencyDistribution(
          levels: [.init(executions: 5, seconds: 3600)], isEstimated: false))
  }

  @Test("each hour is decided by itself, and time covered twice counts once")
  func eachHour() throws {
    let rows =
      [Self.hour, "f,2026-01-05T11:00:00Z,3600,7,7000,2"]
      + Self.minutes(60, invocations: 2, busy: 1500)
      + Self.minutes(3, invocations: 1, busy: 9, at: "12")
    let one = try profile(rows, "2026-01-05", "2026-01-13")
    #expect(one.totals.invocations == Requests(120 + 7 + 3))
    #expect(one.coveredSeconds == 2 * 3600 + 180)
  }

  @Test("at the edge of the window minutes fill what the cut hour leaves")
  func edge() throws {
    let one = try profile(
      [Self.hour] + Self.minutes(60, invocations: 1, busy: 1000), "2026-01-05T10:30:00Z",
      "2026-01-06")
    #expect(one.totals.invocations == Requests(30))
  }
}
