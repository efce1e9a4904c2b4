import CostModel
import Telemetry
import Testing

@Suite("From samples to a profile")
struct UsageProfileTests {
  typealias Level = ConcurrencyDistribution.Level

  static func hour(_ hour: Int, _ cells: String, day: String = "2026-01-05") -> String {
    "f,\(day)T\(hour < 10 ? "0" : "")\(hour):00:00Z,3600,\(cells)"
  }

  func profile(
    _ text: String, _ since: String = "2026-01-05", _ until: String = "2026-01-06",
    covers: AnalysisWindow? = nil
  ) throws -> UsageProfile {
    let store = try TemporaryStore()
    try store.load(text, covers: covers)
    return try #require(try store.profiles(since, until).first)
  }

  @Test("sums, the longest run and the levels of concurrency are those of the samples")
  func totals() throws {
    let text = csv(
      [
        Self.hour(0, "10,2000,2,900,1,0"), Self.hour(5, "4,3000.5,7,1500,0,2"),
        Self.hour(9, "1,0.5,2,0.5,0,0"), Self.hour(11, "0,0,0,0,0,0"),
      ], more: ",duration_ms_max,errors,throttles")
    let one = try profile(text)
    #expect(
      one.totals
        == UsageTotals(
          invocations: Requests(15), busySeconds: 5.001, gbSeconds: nil, errors: 1, throttles: 2,
          longestSeconds: 1.5))
    #expect(
      one.concurrency
        == ConcurrencyDistribution(
          levels: [Level(executions: 2, seconds: 7200), Level(executions: 7, seconds: 3600)],
          isEstimated: false))
    #expect(one.coveredSeconds == 12 * 3600)
    #expect(one.durable == nil && one.provisioned == nil)
  }

  @Test("what was never delivered is unknown, not zero")
  func neverDelivered() throws {
    let one = try profile(csv([Self.hour(0, "1,1,1")]))
    #expect(one.totals.errors == nil && one.totals.throttles == nil)
    #expect(one.totals.gbSeconds == nil && one.totals.longestSeconds == nil)
    #expect(one.configuration == FunctionConfiguration(memory: nil, architecture: nil))
  }

  @Test("a missing concurrency is the least the busy time needs, and marked")
  func estimated() throws {
    let one = try profile(csv([Self.hour(0, "9,7200001,"), Self.hour(1, "9,7200000,")]))
    #expect(
      one.concurrency
        == ConcurrencyDistribution(
          levels: [Level(executions: 2, seconds: 3600), Level(executions: 3, seconds: 3600)],
          isEstimated: true))
  }

  @Test("levels of any height are kept apart", arguments: [63, 64, 2047, 2048, 1_000_000_000])
  func levels(level: Int) throws {
    let one = try profile(csv([Self.hour(0, "1,1,\(level)"), Self.hour(1, "1,1,\(level)")]))
    #expect(one.concurrency.levels == [Level(executions: level, seconds: 7200)])
  }

  @Test("of an hour that sticks out of the window nothing counts")
  func windowEdges() throws {
    let rows = (0..<24).map { Self.hour($0, "1,1000,1") }
    let one = try profile(csv(rows), "2026-01-05T02:30:00Z", "2026-01-05T05:30:00Z")
    #expect(one.totals.invocations == Requests(2))
    #expect(one.coveredSeconds == 3 * 3600)
    #expect(one.blocks.map(\.seconds) == [10_800])
  }

  @Test("the days of a long window are blocks, silent ones too, and the edges are cut")
  func dayBlocks() throws {
    let rows = [
      Self.hour(23, "1,1000,1", day: "2026-01-04"), Self.hour(0, "1,2000,1", day: "2026-01-05"),
      Self.hour(6, "1,4000,1", day: "2026-01-12"), Self.hour(13, "1,8000,1", day: "2026-01-12"),
    ]
    let one = try profile(csv(rows), "2026-01-04T12:00:00Z", "2026-01-12T12:00:00Z")
    #expect(one.blocks.map(\.seconds) == [43_200] + Array(repeating: 86_400, count: 7) + [43_200])
    #expect(one.blocks.map(\.busySeconds) == [1, 2, 0, 0, 0, 0, 0, 0, 4])
    #expect(one.totals.busySeconds == 7)
  }

  @Test("under 7 days the blocks are quarters of a UTC day")
  func quarterBlocks() throws {
    let rows = [Self.hour(5, "1,1000,1"), Self.hour(6, "1,2000,1"), Self.hour(18, "1,4000,1")]
    let one = try profile(csv(rows), "2026-01-05T05:00:00Z", "2026-01-06T01:00:00Z")
    #expect(one.blocks.map(\.seconds) == [3600, 21_600, 21_600, 21_600, 3600])
    #expect(one.blocks.map(\.busySeconds) == [1, 2, 0, 4, 0])
  }

  @Test("a window is the sum of its parts, wherever it is cut")
  func parts() throws {
    let store = try TemporaryStore()
    try store.load(SyntheticUsage.csv(order: .shuffled))
    let cut = "2026-01-06T14:00:00Z"
    let whole = try store.profiles("2026-01-01", "2026-01-12")
    let parts = try zip(store.profiles("2026-01-01", cut), store.profiles(cut, "2026-01-12"))
    for (whole, (first, second)) in zip(whole, parts) {
      #expect(whole.totals.invocations == first.totals.invocations + second.totals.invocations)
      let busy = first.totals.busySeconds + second.totals.busySeconds
      #expect(abs(whole.totals.busySeconds - busy) < 1e-9 * busy)
      #expect(whole.concurrency == first.concurrency.merging(second.concurrency))
      #expect(whole.coveredSeconds == first.coveredSeconds + second.coveredSeconds)
      let blocks = whole.blocks.reduce(0) { $0 + $1.busySeconds }
      #expect(abs(blocks - whole.totals.busySeconds) < 1e-9 * blocks)
    }
  }

  @Test(
    "a function that is silent in the window has a profile, and coverage tells silence from ignorance"
  )
  func silent() throws {
    let store = try TemporaryStore()
    try store.load(csv([Self.hour(0, "1,1,1")]), covers: try window("2026-01-05", "2026-01-07"))
    let known = try #require(try store.profiles("2026-01-06", "2026-01-07").first)
    #expect(known.totals.invocations == .zero && known.concurrency == .silent)
    #expect(known.coverage == .one)
    let unknown = try #require(try store.profiles("2026-01-07", "2026-01-08").first)
    #expect(unknown.totals.invocations == .zero && unknown.coverage == .zero)
  }

  @Test("globs select functions by name, results are sorted")
  func globs() throws {
    let store = try TemporaryStore()
    try store.load(
      csv(["chat-b", "Zeta", "chat-a", "mail"].map { "\($0),2026-01-05T00:00:00Z,3600,1,1,1" }))
    func names(_ globs: String...) throws -> [String] {
      try store.open(.readOnly).profiles(
        in: try window("2026-01-05", "2026-01-06"), functions: globs
      ).map(\.workload.name)
    }
    #expect(try names() == ["Zeta", "chat-a", "chat-b", "mail"])
    #expect(try names("chat-*") == ["chat-a", "chat-b"])
    #expect(try names("chat-?", "m[a-c]il") == ["chat-a", "chat-b", "mail"])
    #expect(try names("' OR 1 --") == [])
    #expect(try names("[!c]*") == ["Zeta", "mail"])
    #expect(try names("chat", "z*", "[m") == [])
    #expect(try names(#"\mail"#) == ["mail"])
  }

  @Test("durable operations and bytes are summed, in decimal gigabytes")
  func durable() throws {
    let one = try profile(
      csv(
        [Self.hour(0, "1,1,1,30,2e9"), Self.hour(1, "1,1,1,12,5e8")],
        more: ",durable_operations,durable_bytes_written"))
    #expect(one.durable == DurableUsage(operations: Operations(42), written: Gigabytes(2.5)))
  }

  @Test("executions begun are summed where they were counted, by bucket and by sample alike")
  func executions() throws {
    let text = csv(
      [Self.hour(0, "1,1,1,30,2e9,5"), Self.hour(1, "1,1,1,12,5e8,")],
      more: ",durable_operations,durable_bytes_written,durable_executions")
    #expect(try profile(text).durable?.executions == Executions(5))
    let part = try profile(text, "2026-01-05T00:00:00Z", "2026-01-05T01:00:00Z")
    #expect(part.durable?.executions == Executions(5))
  }

  @Test("a day whose operations came without a count of executions leaves the count unknown")
  func uncountedExecutions() throws {
    let text = csv(
      [Self.hour(0, "1,1,1,30,2e9,5"), Self.hour(0, "1,1,1,12,5e8,", day: "2026-01-06")],
      more: ",durable_operations,durable_bytes_written,durable_executions")
    let both = try profile(text, "2026-01-05", "2026-01-07")
    #expect(both.durable?.operations == Operations(42) && both.durable?.executions == nil)
    let cut = try profile(text, "2026-01-05", "2026-01-06T12:00:00Z")
    #expect(cut.durable?.executions == nil)
    #expect(try profile(text).durable?.executions == Executions(5))
  }

  @Test("provisioned concurrency serves at most what was configured in each period")
  func provisioned() throws {
    let one = try profile(
      csv(
        [
          Self.hour(0, "1,1800000,1,2,1024"), Self.hour(1, "1,9000000,3,2,1024"),
          Self.hour(2, "1,5000,1,,1024"),
        ],
        more: ",provisioned_concurrency,memory_mb"))
    #expect(
      one.provisioned == ProvisionedUsage(configured: GBSeconds(14_400), served: GBSeconds(9000)))
  }
}
