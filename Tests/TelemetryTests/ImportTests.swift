import CostModel
import Telemetry
import Testing

@Suite("What an import stores")
struct ImportTests {
  static let rows = [
    "f,2026-01-05T00:00:00Z,3600,10,2000.5,2", "f,2026-01-05T03:00:00Z,3600,4,0.001,1",
    "g,2026-01-05T23:00:00Z,3600,1,77,1",
  ]

  @Test("the summary tells rows, workloads and the covered range")
  func summary() throws {
    let summary = try TemporaryStore().load(csv(Self.rows))
    let covered = try window("2026-01-05", "2026-01-06")
    #expect(
      summary
        == ImportSummary(rows: 3, workloads: 2, since: covered.since, until: covered.until))
  }

  @Test("the view sample shows one row per sample with its UTC time")
  func sampleView() throws {
    let store = try TemporaryStore()
    try store.load(csv(Self.rows))
    let seen = try store.query(
      """
      SELECT function, timestamp, period_seconds, invocations, duration_ms_sum, concurrency_max, errors
      FROM sample ORDER BY 1, 2
      """)
    #expect(
      seen == [
        "\"f\"|\"2026-01-05T00:00:00Z\"|3600|10|2000.5|2|NULL",
        "\"f\"|\"2026-01-05T03:00:00Z\"|3600|4|0.001|1|NULL",
        "\"g\"|\"2026-01-05T23:00:00Z\"|3600|1|77|1|NULL",
      ])
  }

  static let sameText: [(name: String, text: String)] = [
    ("CRLF line ends", csv(rows).replacing("\n", with: "\r\n")),
    ("a byte order mark", "\u{feff}" + csv(rows)),
    ("no line feed at the end", String(csv(rows).dropLast())),
    ("blank lines", csv(rows).replacing("\n", with: "\n\n")),
    (
      "quoted fields",
      csv(rows).replacing("f,2", with: "\"f\",\"2").replacing("Z,3", with: "Z\",3")
        .replacing("g,2", with: "g,\"2")
    ),
    (
      "another order of columns",
      """
      concurrency_max,timestamp,duration_ms_sum,function,invocations,period_seconds
      2,2026-01-05T00:00:00Z,2000.5,f,10,3600
      1,2026-01-05T03:00:00Z,0.001,f,4,3600
      1,2026-01-05T23:00:00Z,77,g,1,3600
      """
    ),
    (
      "epoch seconds and offsets",
      csv([
        "f,1767571200,3600,10,2000.5,2", "f,2026-01-05T05:00:00+02:00,3600,4,1e-3,1",
        "g,2026-01-05 23:00:00.000Z,3600,1,77.0,1",
      ])
    ),
  ]

  @Test("the same samples written another way are the same samples", arguments: sameText)
  func anotherWay(name: String, text: String) throws {
    let plain = try TemporaryStore()
    try plain.load(csv(Self.rows))
    let other = try TemporaryStore()
    try other.load(text)
    #expect(try other.dump() == plain.dump())
  }

  @Test("quoted names keep commas, doubled marks and line feeds, and lines are still counted")
  func quotedNames() throws {
    let store = try TemporaryStore()
    let row = ",2026-01-05T00:00:00Z,3600,1,1,1"
    try store.load(csv(["\"a,\"\"b\"\"\"\(row)", "\"c\nd\"\(row)"]))
    #expect(try store.query("SELECT name FROM workload") == ["\"a,\\\"b\\\"\"", "\"c\\nd\""])
    let error = #expect(throws: ImportError.self) {
      try store.load(csv(["\"c\nd\"\(row)", "x"]))
    }
    #expect(error == .fieldCount(file: "usage.csv", line: 4, found: 1, expected: 6))
  }

  @Test("importing a file again changes nothing", arguments: [1, 2, 7, 1000])
  func again(batchSlots: Int) throws {
    let store = try TemporaryStore()
    try store.load(SyntheticUsage.csv(order: .byFunction), batchSlots: batchSlots)
    let before = try store.dump()
    try store.load(SyntheticUsage.csv(order: .byFunction), batchSlots: 5)
    #expect(try store.dump() == before)
  }

  @Test("any order and batch size stores the same", arguments: SyntheticUsage.Order.allCases)
  func anyOrder(order: SyntheticUsage.Order) throws {
    let reference = try TemporaryStore()
    try reference.load(SyntheticUsage.csv(order: .byFunction))
    for batchSlots in [1, 10, 97, 5000] {
      let store = try TemporaryStore()
      try store.load(SyntheticUsage.csv(order: order), batchSlots: batchSlots)
      #expect(try store.dump() == reference.dump())
    }
  }

  @Test("a point that changed replaces the old one, and an empty cell keeps it")
  func replaced() throws {
    let store = try TemporaryStore()
    try store.load(
      csv(
        ["f,2026-01-05T00:00:00Z,3600,10,2000,2,5", "f,2026-01-05T01:00:00Z,3600,1,1,1,"],
        more: ",errors"))
    try store.load(
      csv(["f,2026-01-05T00:00:00Z,3600,11,2100,,"], more: ",errors"))
    let seen = try store.query(
      "SELECT invocations, duration_ms_sum, concurrency_max, errors FROM sample ORDER BY timestamp")
    #expect(seen == ["11|2100|2|5", "1|1|1|NULL"])
    let sums = try store.query(
      "SELECT samples, invocations, errors, concurrency_max FROM sample_bucket")
    #expect(sums == ["2|12.0|5.0|2.0"])
  }

  @Test("what a file covers becomes one range with what was covered before")
  func coverage() throws {
    let store = try TemporaryStore()
    let ranges = "SELECT since, until FROM covered_range ORDER BY since"
    try store.load(csv(["f,2026-01-05T00:00:00Z,3600,1,1,1"]))
    try store.load(csv(["f,2026-01-05T02:00:00Z,3600,1,1,1"]))
    #expect(try store.query(ranges) == ["1767571200|1767574800", "1767578400|1767582000"])
    try store.load(csv(["f,2026-01-05T01:00:00Z,3600,1,1,1"]))
    #expect(try store.query(ranges) == ["1767571200|1767582000"])
    try store.load(
      csv(["f,2026-01-05T01:00:00Z,3600,1,1,1"]), covers: try window("2026-01-01", "2026-02-01"))
    #expect(try store.query(ranges) == ["1767225600|1769904000"])
    #expect(try store.open(.readOnly).newestInstant()?.iso8601 == "2026-02-01T00:00:00Z")
  }

  @Test("the newest instant is the end of a sample beyond the covered ranges")
  func newestSample() throws {
    let store = try TemporaryStore()
    try store.load(csv(Self.rows), covers: try window("2026-01-01", "2026-01-02"))
    #expect(try store.open(.readOnly).newestInstant()?.iso8601 == "2026-01-06T00:00:00Z")
  }

  @Test("one name in two accounts or regions is two workloads")
  func identities() throws {
    let store = try TemporaryStore()
    let row = "f,2026-01-05T00:00:00Z,3600,1,1,1"
    let summary = try store.load(
      csv(
        ["\(row),111111111111,", "\(row),,eu-west-1", "\(row),,", "\(row),111111111111,eu-west-1"],
        more: ",account,region"))
    #expect(summary.workloads == 4)
    let profiles = try store.profiles("2026-01-05", "2026-01-06")
    #expect(
      profiles.map(\.workload) == [
        Workload(name: "f", region: "eu-west-1"), Workload(name: "f", region: "us-east-1"),
        Workload(name: "f", account: "111111111111", region: "eu-west-1"),
        Workload(name: "f", account: "111111111111", region: "us-east-1"),
      ])
  }
}
