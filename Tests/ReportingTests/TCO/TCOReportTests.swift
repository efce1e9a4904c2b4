import CostModel
import Foundation
import Reporting
import TestSupport
import Testing

@Suite("Comparison of total cost, rendered")
struct TCOReportTests {
  private let context = RenderContext(generatedAt: SampleFleet.generatedAt)

  private func object(_ given: [TCOKey: Double] = [:]) throws -> [String: Any] {
    let bytes = try SampleFleet.comparison(given).rendered(as: TCOFormat.json, in: context)
    let document = try JSONSerialization.jsonObject(with: Data(bytes))
    return try #require(document as? [String: Any])
  }

  @Test(
    "table, Markdown and page look as accepted", arguments: [TCOFormat.table, .markdown, .html])
  func golden(format: TCOFormat) throws {
    let bytes = try SampleFleet.comparison().rendered(as: format, in: context)
    try expectGolden(bytes, "tco.\(format.rawValue)")
  }

  @Test("the same comparison gives the same bytes in every format", arguments: TCOFormat.allCases)
  func repeatable(format: TCOFormat) throws {
    let first = try SampleFleet.comparison().rendered(as: format, in: context)
    let second = try SampleFleet.comparison().rendered(as: format, in: context)
    #expect(first == second && !first.isEmpty)
  }

  @Test("JSON has every key of the contract, months as long as the horizon")
  func contract() throws {
    let document = try object()
    #expect(document["schema"] as? String == "costctl/tco/v1")
    #expect(document["horizon_months"] as? Int == 5)
    #expect(document["discount_rate"] as? Double == 0.08)
    let options = try #require(document["options"] as? [[String: Any]])
    let comparison = try SampleFleet.comparison()
    #expect(options.map { $0["option"] as? String } == comparison.options.map(\.name))
    for (option, source) in zip(options, comparison.options) {
      for key in ["total", "npv", "payback_month", "per_million_output_tokens"] {
        #expect(option.keys.contains(key), "\(key)")
      }
      #expect((option["cash"] as? [Double])?.count == 5)
      let paid = try #require(option["cumulative"] as? [Double])
      #expect(zip(paid, source.cash.cumulative).allSatisfy { abs($0 - $1.value) < 1e-9 })
    }
    let assumptions = try #require(document["assumptions"] as? [[String: Any]])
    #expect(
      assumptions.map { $0["key"] as? String } == comparison.assumptions.figures.map(\.key.rawValue)
    )
    for key in ["key", "value", "unit", "source", "assumption"] {
      #expect(assumptions.allSatisfy { $0.keys.contains(key) }, "\(key)")
    }
    #expect((document["tornado"] as? [[String: Any]])?.isEmpty == false)
    #expect(document["flips"] is [[String: Any]])
  }

  @Test("a given figure is no assumption, and names where it was given")
  func given() throws {
    let assumptions = try #require(try object([.pue: 1.25])["assumptions"] as? [[String: Any]])
    let pue = try #require(assumptions.first { $0["key"] as? String == "pue" })
    #expect(pue["value"] as? Double == 1.25)
    #expect(pue["assumption"] as? Bool == false && pue["standing"] as? String == "given")
    #expect(pue["source"] as? String == "given with --set")
  }

  @Test("CSV has a row for each option and month")
  func csv() throws {
    let comparison = try SampleFleet.comparison()
    let bytes = try comparison.rendered(as: TCOFormat.csv, in: context)
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
    #expect(lines.count == 1 + comparison.options.count * 5)
    #expect(lines[0].hasPrefix("option,month,cash,amortized,cumulative,discounted"))
  }

  @Test("the workbook is a zip archive dated by the document, not by the clock")
  func workbook() throws {
    let bytes = try SampleFleet.comparison().rendered(as: .xlsx, in: context)
    #expect(bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) && bytes.count > 20_000)
  }

  @Test("of FOCUS, each edition names providers its own way", arguments: FocusVersion.allCases)
  func focus(version: FocusVersion) throws {
    let text = String(
      decoding: try SampleFleet.comparison().focus(version), as: UTF8.self)
    let header = Set(text.prefix { $0 != "\r\n" }.split(separator: ",").map(String.init))
    #expect(header.contains("ProviderName") == (version != .v1_4))
    #expect(header.contains("ServiceProviderName") == (version != .v1_2))
    #expect(header.isSuperset(of: ["BilledCost", "EffectiveCost", "x_IsEstimate", "x_ScenarioId"]))
  }

  @Test("a horizon of one month and endless growth are drawn too", arguments: [1.0, 240])
  func extremes(horizon: Double) throws {
    let comparison = try SampleFleet.comparison([.horizonMonths: horizon, .growthPerMonth: 1])
    for format in TCOFormat.allCases {
      #expect(try !comparison.rendered(as: format, in: context).isEmpty)
    }
  }
}
