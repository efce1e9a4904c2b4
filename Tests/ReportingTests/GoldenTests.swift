import CostModel
import Reporting
import TestSupport
import Testing

@Suite("Accepted renderings")
struct GoldenTests {
  private static let reports: [(name: String, report: any Report & Sendable)] = [
    ("analyze", SampleFleet.analysis),
    ("recommend", SampleFleet.report),
    ("pricing", PriceListing(entries: SampleFleet.prices, asOf: SampleFleet.generatedAt)),
    ("analyze-empty", SampleFleet.analysis(of: [])),
    ("recommend-empty", SampleFleet.report(of: [])),
  ]

  @Test("every report looks as accepted in every format", arguments: OutputFormat.allCases)
  func everyFormat(format: OutputFormat) throws {
    let context = RenderContext(generatedAt: SampleFleet.generatedAt)
    for (name, report) in Self.reports {
      let bytes = report.rendered(as: format, in: context)
      try expectGolden(bytes, "\(name).\(format.rawValue)")
      #expect(bytes == report.rendered(as: format, in: context), "a second run differs")
    }
  }

  @Test("a coloured table 100 columns wide looks as accepted")
  func narrowTerminal() throws {
    let context = RenderContext(generatedAt: SampleFleet.generatedAt, color: true, width: 100)
    for (name, report) in Self.reports.prefix(3) {
      try expectGolden(report.rendered(as: .table, in: context), "\(name).100-columns")
    }
  }
}
