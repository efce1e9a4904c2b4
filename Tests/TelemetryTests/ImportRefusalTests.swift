import CostModel
import Telemetry
import Testing

@Suite("What an import refuses")
struct ImportRefusalTests {
  static let good = "f,2026-01-05T00:00:00Z,3600,10,2000,1"

  static let badRows: [(row: String, problem: String)] = [
    ("f,2026-01-05T01:00:00Z,3600,ten,2000,1", "column invocations: \"ten\" is not a number"),
    ("f,2026-01-05T01:00:00Z,3600,-1,2000,1", "column invocations: \"-1\" is negative"),
    ("f,2026-01-05T01:00:00Z,3600,1,-0.5,1", "column duration_ms_sum: \"-0.5\" is negative"),
    ("f,2026-01-05T01:00:00Z,3600,1,NaN,1", "column duration_ms_sum: \"NaN\" is not a number"),
    ("f,2026-01-05T01:00:00Z,3600,1,inf,1", "column duration_ms_sum: \"inf\" is not a number"),
    ("f,2026-01-05T01:00:00Z,3600,1,0x10,1", "column duration_ms_sum: \"0x10\" is not a number"),
    ("f,2026-01-05T01:00:00Z,3600,1,1e999,1", "column duration_ms_sum: \"1e999\" is not a number"),
    ("f,2026-01-05T01:00:00Z,3600,1,1e30,1", "column duration_ms_sum: \"1e30\" is too large"),
    ("f,2026-01-05T01:00:00Z,3600,,2000,1", "column invocations: \"\" is empty"),
    ("f,2026-01-05T01:00:00Z,3600,1,,1", "column duration_ms_sum: \"\" is empty"),
    (
      "f,2026-01-05T01:00:00Z,3600,1,2000,1.5",
      "column concurrency_max: \"1.5\" is not a whole number"
    ),
    ("f,yesterday,3600,1,2000,1", "column timestamp: \"yesterday\" is not an ISO 8601 instant"),
    ("f,2026-02-30T00:00:00Z,3600,1,2000,1", "column timestamp: \"2026-02-30T00:00:00Z\" is not"),
    ("f,2026-01-05T01:00:00,3600,1,2000,1", "column timestamp: \"2026-01-05T01:00:00\" is not"),
    ("f,1767571200000,3600,1,2000,1", "column timestamp: \"1767571200000\" is not"),
    (
      "f,2026-01-05T01:30:00Z,3600,1,2000,1",
      "column timestamp: \"2026-01-05T01:30:00Z\" is not aligned to its period of 3600 s"
    ),
    ("f,2026-01-05T01:00:00Z,0,1,2000,1", "column period_seconds: \"0\" does not divide a day"),
    ("f,2026-01-05T01:00:00Z,-60,1,2000,1", "column period_seconds: \"-60\" does not divide a day"),
    (
      "f,2026-01-05T01:00:00Z,7000,1,2000,1",
      "column period_seconds: \"7000\" does not divide a day"
    ),
    (
      "f,2026-01-05T01:00:00Z,60.5,1,2000,1",
      "column period_seconds: \"60.5\" is not a whole number"
    ),
    (",2026-01-05T01:00:00Z,3600,1,2000,1", "column function: \"\" is empty"),
    ("f,2026-01-05T01:00:00Z,3600,1,2000", "5 fields where the header has 6"),
    ("f,2026-01-05T01:00:00Z,3600,1,2000,1,9", "7 fields where the header has 6"),
    ("f,2026-01-05T00:00:00Z,3600,1,2000,1", "the same function, instant and period as line 2"),
    ("\"f,2026-01-05T01:00:00Z,3600,1,2000,1", "a quotation mark is not closed"),
    ("f\"x,2026-01-05T01:00:00Z,3600,1,2000,1", "a quotation mark stands inside a field"),
  ]

  @Test(
    "a bad row is named by line, column and reason, and nothing of the file is kept",
    arguments: badRows)
  func badRow(row: String, problem: String) throws {
    let store = try TemporaryStore()
    try store.load(csv(["kept,2026-01-01T00:00:00Z,3600,1,1,1"]))
    let before = try store.dump()
    let error = #expect(throws: ImportError.self) { try store.load(csv([Self.good, row])) }
    let message = try #require(error).description
    #expect(message.contains("usage.csv, line 3"))
    #expect(message.contains(problem), "\(message)")
    #expect(try store.dump() == before)
  }

  @Test(
    "a setting that Lambda does not have is refused",
    arguments: [
      ("127,arm64", "column memory_mb: \"127\" is not in 128…32768 MB"),
      ("32769,arm64", "column memory_mb: \"32769\" is not in 128…32768 MB"),
      ("512.5,arm64", "column memory_mb: \"512.5\" is not a whole number"),
      ("512,arm", "column architecture: \"arm\" is neither arm64 nor x86_64"),
    ])
  func badSetting(cells: String, problem: String) throws {
    let store = try TemporaryStore()
    let error = #expect(throws: ImportError.self) {
      try store.load(csv(["\(Self.good),\(cells)"], more: ",memory_mb,architecture"))
    }
    #expect(try #require(error).description.contains("usage.csv, line 2, \(problem)"))
  }

  @Test(
    "a header that breaks the contract is refused",
    arguments: [
      ("function,timestamp\n", "missing columns period_seconds, invocations"),
      ("function,timestamp,price\n", "unknown column \"price\""),
      ("function,function\n", "the column \"function\" appears twice"),
      ("function,\u{1b}[31m\n", "unknown column \"\\u{1B}[31m\""),
      ("", "holds no samples"),
      (csv([]), "holds no samples"),
    ])
  func badHeader(text: String, problem: String) throws {
    let error = #expect(throws: ImportError.self) { try TemporaryStore().load(text) }
    let message = try #require(error).description
    #expect(message.contains(problem), "\(message)")
  }

  @Test("a line over 1 MiB is refused by number before it is read whole")
  func longLine() throws {
    let line = String(repeating: "x", count: 8 << 20)
    let error = #expect(throws: ImportError.self) {
      try TemporaryStore().load(csv([Self.good, line]))
    }
    #expect(error == .lineTooLong(file: "usage.csv", line: 3))
  }

  @Test(
    "a name that is not UTF-8 or holds a NUL is refused",
    arguments: [[0xff], [0x61, 0]] as [[UInt8]])
  func notText(name: [UInt8]) throws {
    let bytes = Array(csv([]).utf8) + name + Array(",2026-01-05T00:00:00Z,3600,1,1,1\n".utf8)
    let error = #expect(throws: ImportError.self) { try TemporaryStore().load(bytes) }
    #expect(try #require(error).description.contains("is not UTF-8 text without NUL"))
  }

  @Test("a repeated row is found across batches")
  func duplicateAcrossBatches() throws {
    let rows = (0..<6).map { "f,2026-01-05T0\($0):00:00Z,3600,1,1,1" } + [Self.good]
    let error = #expect(throws: ImportError.self) {
      try TemporaryStore().load(csv(rows), batchSlots: 2)
    }
    #expect(error == .duplicate(file: "usage.csv", line: 8, first: nil))
  }

  @Test("a mistake in the last row leaves nothing of a file of many batches")
  func lateMistake() throws {
    let rows = (0..<50).map { "f\($0),2026-01-05T00:00:00Z,3600,1,1,1" } + ["broken"]
    let store = try TemporaryStore()
    #expect(throws: ImportError.self) { try store.load(csv(rows), batchSlots: 4) }
    #expect(try store.dump().isEmpty)
    #expect(try store.open().newestInstant() == nil)
  }

  @Test("a file that is not there is named with the reason")
  func missingFile() throws {
    let store = try TemporaryStore()
    let error = #expect(throws: ImportError.self) {
      try store.open().importFile(
        .file("no-such-file.csv"), options: ImportOptions(region: "us-east-1"))
    }
    #expect(
      try #require(error).description
        == "no-such-file.csv cannot be read: No such file or directory")
  }
}
