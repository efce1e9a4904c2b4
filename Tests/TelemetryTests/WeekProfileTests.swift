import CostModel
import Telemetry
import Testing

@Suite("When a workload is busy")
struct WeekProfileTests {
  /// A Monday.
  private static let monday = 1_793_577_600

  private func row(_ name: String, _ start: Int, _ period: Int, busy seconds: Double) -> String {
    "\(name),\(Instant(epochSeconds: start).iso8601),\(period),1,\(seconds * 1000),1"
  }

  private func at(day: Int, hour: Double) -> Int {
    Self.monday + day * 86_400 + Int(hour * 3600)
  }

  private func window(days: Int, from start: Int = monday) -> AnalysisWindow {
    AnalysisWindow(
      since: Instant(epochSeconds: start), until: Instant(epochSeconds: start + days * 86_400))
  }

  private func week(
    _ rows: [String], in window: AnalysisWindow, covers: AnalysisWindow? = nil
  ) throws -> [String: WeekProfile] {
    let store = try TemporaryStore()
    try store.load(csv(rows), covers: covers ?? window)
    let found = try store.open(.readOnly).weeks(in: window)
    return Dictionary(uniqueKeysWithValues: found.map { ($0.key.name, $0.value) })
  }

  @Test("busy seconds over covered seconds, by hour of the week from Monday 00:00 UTC")
  func byHour() throws {
    let rows = [
      row("f", at(day: 0, hour: 0), 3600, busy: 1800),
      row("f", at(day: 2, hour: 9), 3600, busy: 7200),
      row("f", at(day: 9, hour: 9), 3600, busy: 3600),
      row("f", at(day: 13, hour: 23), 3600, busy: 360),
    ]
    let week = try #require(try week(rows, in: window(days: 14))["f"])
    var expected = [Double?](repeating: 0, count: 168)
    expected[0] = 0.25  // 1,800 s in one of two Mondays
    expected[2 * 24 + 9] = 1.5  // 7,200 and 3,600 s in two Wednesdays
    expected[6 * 24 + 23] = 0.05
    #expect(week.averageConcurrency == expected)
    #expect(week.utilization(slots: 2)[57] == 0.75)
  }

  @Test("an hour of the week that was not covered is unknown, not idle")
  func uncovered() throws {
    let covers = window(days: 1, from: Self.monday + 86_400)
    let rows = [row("f", at(day: 1, hour: 3), 3600, busy: 36)]
    let week = try #require(try week(rows, in: window(days: 7), covers: covers)["f"])
    #expect(week.averageConcurrency.count { $0 != nil } == 24)
    #expect(week.averageConcurrency[24 + 3] == 0.01 && week.averageConcurrency[24 + 4] == 0)
    #expect(week.averageConcurrency[3] == nil && week.averageConcurrency[48] == nil)
  }

  @Test("an hour that is covered in part is judged by that part")
  func partly() throws {
    let start = at(day: 0, hour: 8.5)
    let covers = AnalysisWindow(
      since: Instant(epochSeconds: start), until: Instant(epochSeconds: start + 5400))
    let rows = [
      row("f", start, 300, busy: 150), row("f", start + 300, 300, busy: 300),
      row("f", at(day: 0, hour: 9), 300, busy: 36),
    ]
    let week = try #require(try week(rows, in: window(days: 7), covers: covers)["f"])
    #expect(week.averageConcurrency[8] == 0.25)
    #expect(week.averageConcurrency[9] == 0.01)
    #expect(week.averageConcurrency[10] == nil)
  }

  @Test("samples of one hour at two periods count once")
  func mixed() throws {
    let store = try TemporaryStore()
    let hour = at(day: 3, hour: 12)
    try store.load(csv([row("f", hour, 3600, busy: 900)]), covers: window(days: 7))
    let minutes = (0..<60).map { row("f", hour + $0 * 60, 60, busy: 15) }
    try store.load(csv(minutes), covers: window(days: 7))
    let week = try #require(try store.open(.readOnly).weeks(in: window(days: 7)).values.first)
    #expect(week.averageConcurrency[3 * 24 + 12] == 0.25)
    #expect(week.averageConcurrency.compactMap(\.self).reduce(0, +) == 0.25)
  }

  @Test("samples of more than an hour say nothing of hours", arguments: [7200, 86_400, 5400])
  func coarse(period: Int) throws {
    let rows = [
      row("coarse", at(day: 1, hour: 0), period, busy: 60),
      row("fine", at(day: 1, hour: 0), 1800, busy: 60),
    ]
    #expect(Set(try week(rows, in: window(days: 7)).keys) == ["fine"])
  }

  @Test("samples outside the window are left out, also in the buckets it cuts")
  func cut() throws {
    let rows = (0..<48).map { row("f", at(day: 0, hour: Double($0)), 3600, busy: 36) }
    let start = at(day: 0, hour: 12)
    let week = try #require(
      try week(rows, in: window(days: 1, from: start), covers: window(days: 7))["f"])
    #expect(week.averageConcurrency.count { $0 == 0.01 } == 24)
    #expect(week.averageConcurrency[11] == nil && week.averageConcurrency[12] == 0.01)
    #expect(week.averageConcurrency[35] == 0.01 && week.averageConcurrency[36] == nil)
  }

  @Test(
    "the hours add up to the busy time that an analysis sees",
    arguments: SyntheticUsage.Order.allCases)
  func addsUp(order: SyntheticUsage.Order) throws {
    let store = try TemporaryStore()
    try store.load(SyntheticUsage.csv(order: order))
    let usage = try store.open(.readOnly)
    let window = AnalysisWindow(
      since: Instant(epochSeconds: 1_767_571_200), until: Instant(epochSeconds: 1_767_830_400))
    let weeks = try usage.weeks(in: window)
    let profiles = try usage.profiles(in: window, functions: [])
    #expect(weeks.count == 5 && profiles.count == 6)
    for profile in profiles {
      guard let week = weeks[profile.workload] else {
        #expect(profile.workload.name == "f3", "its samples take two hours")
        continue
      }
      // Three days: each hour of the week comes once, and the first and the last may be cut short.
      let covered = week.averageConcurrency.count { $0 != nil }
      #expect(covered == (profile.coveredSeconds + 3599) / 3600)
      let busy = week.averageConcurrency.compactMap(\.self).reduce(0, +) * 3600
      let isCut = !profile.coveredSeconds.isMultiple(of: 3600)
      #expect(
        isCut ? busy >= profile.totals.busySeconds : abs(busy - profile.totals.busySeconds) < 1e-6)
    }
  }
}
