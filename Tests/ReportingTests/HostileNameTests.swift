import CostModel
import Foundation
import Reporting
import TestSupport
import Testing

@Suite("Names made to do harm")
struct HostileNameTests {
  private static let context = RenderContext(generatedAt: SampleFleet.generatedAt)

  @Test("JSON carries the name unchanged", arguments: SampleFleet.hostileNames)
  func json(name: String) throws {
    let bytes = Self.rendered([name], as: .json)
    let document = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    let workloads = try #require(document?["workloads"] as? [[String: Any]])
    #expect((workloads[0]["name"] as? String).map { Array($0.utf8) } == Array(name.utf8))
  }

  @Test("a terminal gets no control character, and a row stays a row")
  func terminal() throws {
    let bytes = Self.rendered(SampleFleet.hostileNames, as: .table)
    #expect(bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == UInt8(ascii: "\n") })
    try expectGolden(
      Self.rendered(SampleFleet.hostileNames.filter { $0.utf8.count < 100 }, as: .table),
      "hostile.table")
  }

  @Test("Markdown has one row per workload and no markup from a name")
  func markdown() throws {
    let text = String(
      decoding: Self.rendered(SampleFleet.hostileNames, as: .markdown), as: UTF8.self)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(rows.count == SampleFleet.hostileNames.count + 2)
    for row in rows {
      #expect(row.replacing("\\\\", with: "").replacing("\\|", with: "").count { $0 == "|" } == 11)
      #expect(!row.contains("<"))
    }
  }

  @Test(
    "Python's csv module reads the names back, formulas as text",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
  func csv() throws {
    let table = try Self.readByPython(Self.rendered(SampleFleet.hostileNames, as: .csv))
    #expect(Set(table.map(\.count)) == [table[0].count])
    #expect(table[0].first == "function")
    let expected = SampleFleet.hostileNames.map { name in
      let neutral = "=+-@\t\r\n".utf8.contains(name.utf8.first ?? 0) ? "'" + name : name
      return neutral.replacing("\u{1B}", with: "␛").replacing("\0", with: "␀")
        .replacing("\u{202E}", with: "\\u{202e}").replacing("\u{2028}", with: "\\u{2028}")
    }
    #expect(table.dropFirst().map { $0[0] } == expected)
  }

  private static func rendered(_ names: [String], as format: OutputFormat) -> [UInt8] {
    SampleFleet.analysis(of: names.map { .init($0) }).rendered(as: format, in: context)
  }

  private static func readByPython(_ csv: [UInt8]) throws -> [[String]] {
    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/python3")
    python.arguments = [
      "-c",
      "import csv,io,json,sys;csv.field_size_limit(10**7);"
        + "t=io.TextIOWrapper(sys.stdin.buffer,'utf-8',newline='');"
        + "sys.stdout.write(json.dumps(list(csv.reader(t,strict=True))))",
    ]
    let (input, output) = (Pipe(), Pipe())
    (python.standardInput, python.standardOutput) = (input, output)
    try python.run()
    try input.fileHandleForWriting.write(contentsOf: Data(csv))
    try input.fileHandleForWriting.close()
    let answer = try output.fileHandleForReading.readToEnd() ?? Data()
    python.waitUntilExit()
    return try JSONDecoder().decode([[String]].self, from: answer)
  }
}
