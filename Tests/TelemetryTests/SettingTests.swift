import CostModel
import Testing

@testable import Telemetry

@Suite("Memory and architecture as history")
struct SettingTests {
  static func run(_ from: Int, _ to: Int, _ memory: Int?, _ architecture: Architecture? = nil)
    -> SettingRun
  {
    SettingRun(
      from: from, to: to, setting: FunctionSetting(memoryMB: memory, architecture: architecture))
  }

  @Test("a run cuts what it covers, equal neighbours join, unsaid fields stay")
  func overlay() {
    var history = SettingHistory([Self.run(0, 10, 512, .arm64), Self.run(20, 30, 1024, .arm64)])
    history.overlay(Self.run(5, 25, 256))
    #expect(
      history.runs == [
        Self.run(0, 5, 512, .arm64), Self.run(5, 10, 256, .arm64), Self.run(10, 20, 256),
        Self.run(20, 25, 256, .arm64), Self.run(25, 30, 1024, .arm64),
      ])
    let before = history
    history.overlay(Self.run(5, 25, 256))
    #expect(history == before)
    history.overlay(Self.run(0, 40, 256, .x86_64))
    #expect(history.runs == [Self.run(0, 40, 256, .x86_64)])
  }

  @Test(
    "at an instant the run around it holds, else the latest before, else the earliest after",
    arguments: [(0, 512), (10, 512), (19, 512), (20, 512), (29, 512), (30, 1024), (99, 1024)])
  func lookup(instant: Int, memory: Int) {
    let history = SettingHistory([Self.run(10, 20, 512), Self.run(30, 40, 1024)])
    #expect(history.memoryMB(at: instant) == memory)
  }

  @Test("a change of memory inside a bucket weighs each hour with what held then")
  func insideBucket() throws {
    let store = try TemporaryStore()
    let rows = [
      "00:00:00Z,3600,1,1000,1,1024", "07:00:00Z,3600,1,1000,1,2048",
      "09:00:00Z,3600,1,1000,1,2048",
    ]
    try store.load(csv(rows.map { "f,2026-01-05T\($0),arm64" }, more: ",memory_mb,architecture"))
    let runs = "SELECT valid_from, valid_to, memory_mb FROM configuration ORDER BY valid_from"
    #expect(
      try store.query(runs) == [
        "1767571200|1767574800|1024", "1767596400|1767607200|2048",
      ])
    let long = try #require(try store.profiles("2026-01-01", "2026-01-15").first)
    #expect(long.totals.gbSeconds == GBSeconds(5))
    #expect(
      long.configuration == FunctionConfiguration(memory: Megabytes(2048), architecture: .arm64))
    let early = try #require(try store.profiles("2026-01-05", "2026-01-05T05:00:00Z").first)
    #expect(early.totals.gbSeconds == GBSeconds(1))
    #expect(early.configuration.memory == Megabytes(1024))
  }

  @Test("a file without settings leaves those of an earlier one alone")
  func unsaid() throws {
    let store = try TemporaryStore()
    try store.load(csv(["f,2026-01-05T00:00:00Z,3600,1,1000,1,1024"], more: ",memory_mb"))
    try store.load(csv(["f,2026-01-05T01:00:00Z,3600,1,1000,1"]))
    let one = try #require(try store.profiles("2026-01-05", "2026-01-06").first)
    #expect(one.totals.gbSeconds == GBSeconds(2))
  }
}
