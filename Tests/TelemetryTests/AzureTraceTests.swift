import CostModel
import Foundation
import Telemetry
import Testing

@Suite("A real trace, against another implementation")
struct AzureTraceTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Fixtures/azure2019")

  struct Expected {
    let function: String
    let invocations: Double
    let busySeconds: Double
    let gbSeconds: Double
    let peak: Int
    let longestMilliseconds: Double
    let utilization: Double

    init(_ line: Substring) throws {
      let cells = line.split(separator: ",")
      func number(_ index: Int) throws -> Double { try #require(Double(cells[index])) }
      function = String(cells[0])
      invocations = try number(1)
      busySeconds = try number(2)
      gbSeconds = try number(3)
      peak = Int(try number(4))
      longestMilliseconds = try number(5)
      utilization = try number(6)
    }
  }

  @Test("sums, maxima and utilization agree for every function")
  func everyFunction() throws {
    let home = try TemporaryStore()
    let store = try home.open()
    let summary = try store.importFile(
      .file(Self.folder.appendingPathComponent("usage.csv.gz").path),
      options: ImportOptions(region: "us-east-1"))
    let hour = AnalysisWindow(since: summary.since, until: summary.until)
    #expect(hour == (try window("2026-01-05T00:00:00Z", "2026-01-05T01:00:00Z")))
    let profiles = Dictionary(
      uniqueKeysWithValues: try store.profiles(in: hour, functions: []).map {
        ($0.workload.name, $0)
      })
    let text = try String(
      contentsOf: Self.folder.appendingPathComponent("expected.csv"), encoding: .utf8)
    let expected = try text.split(separator: "\n").dropFirst().map(Expected.init)
    #expect(expected.count == 44 && profiles.count == 44)
    for one in expected {
      try compare(try #require(profiles[one.function]), one)
    }
  }

  private func compare(_ profile: UsageProfile, _ expected: Expected) throws {
    let totals = profile.totals
    #expect(totals.invocations.value == expected.invocations)
    #expect(abs(totals.busySeconds / expected.busySeconds - 1) < 1e-12)
    let gbSeconds = try #require(totals.gbSeconds).value
    #expect(abs(gbSeconds / expected.gbSeconds - 1) < 1e-12)
    #expect(totals.longestSeconds == expected.longestMilliseconds / 1000)
    #expect(profile.concurrency.peak == expected.peak)
    #expect(!profile.concurrency.isEstimated)
    #expect(profile.coverage == .one)
    let utilization = min(1, profile.averageConcurrency / Double(expected.peak))
    #expect(abs(utilization - expected.utilization) < 1e-6)
  }
}
