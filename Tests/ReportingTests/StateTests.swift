import CostModel
import Foundation
import Pricing
import Reporting
import TestSupport
import Testing

@Suite("Durable state and cold starts as reported")
struct StateTests {
  private typealias Object = [String: Any]

  private let context = RenderContext(generatedAt: SampleFleet.generatedAt)

  private func recommended() throws -> RecommendationReport {
    Recommender(prices: try Catalogue.bundled(), settings: RecommendationSettings())
      .recommend(try StateFleet.analysis())
  }

  private func parsed(_ report: some Report) throws -> Object {
    let data = Data(report.rendered(as: .json, in: context))
    return try #require(try JSONSerialization.jsonObject(with: data) as? Object)
  }

  private func workload(_ name: String) throws -> Object {
    let workloads = try #require(try parsed(StateFleet.analysis())["workloads"] as? [Object])
    return try #require(workloads.first { $0["name"] as? String == name })
  }

  @Test("analyze looks as accepted in every format", arguments: OutputFormat.allCases)
  func goldens(format: OutputFormat) throws {
    try expectGolden(
      try StateFleet.analysis().rendered(as: format, in: context), "state.\(format.rawValue)")
  }

  @Test("a table 100 columns wide looks as accepted")
  func narrow() throws {
    let narrow = RenderContext(generatedAt: SampleFleet.generatedAt, width: 100)
    try expectGolden(
      try StateFleet.analysis().rendered(as: .table, in: narrow), "state.100-columns")
  }

  @Test("the durable object keeps the keys of the contract and sums up with its additions")
  func durable() throws {
    let durable = try #require(try workload("agent-claims")["durable"] as? Object)
    let keys = [
      "operations", "gb_written", "gb_months_retained", "operations_cost", "written_cost",
      "retained_cost", "bytes_per_checkpoint", "share_of_cost", "bloated", "metered", "executions",
      "executions_known_by", "retention_days", "retention", "replays", "limits", "stores",
      "s3_reference",
    ]
    #expect(Set(durable.keys) == Set(keys))
    let retention = try #require(durable["retention"] as? [Object])
    let inForce = try #require(retention.first { $0["in_force"] as? Bool == true })
    let meters = ["operations_cost", "written_cost", "retained_cost"]
      .compactMap { durable[$0] as? Double }
    #expect(abs((inForce["monthly_cost"] as? Double ?? 0) - meters.reduce(0, +)) < 1e-9)
    for store in try #require(durable["stores"] as? [Object]) {
      let items = try #require(store["items"] as? [Object]).compactMap { $0["cost"] as? Double }
      #expect(abs((store["monthly_cost"] as? Double ?? 0) - items.reduce(0, +)) < 1e-9)
    }
  }

  @Test("the cold start of a source is its fixed cost and its starts")
  func coldStart() throws {
    let start = try #require(try workload("llm-on-efs")["cold_start"] as? Object)
    let starts = try #require(start["starts_per_month"] as? Double)
    let sources = try #require(start["sources"] as? [Object])
    #expect(sources.count == 8)
    #expect(sources.filter { $0["present"] as? Bool == true }.count == 1)
    for source in sources where source["feasible"] as? Bool == true {
      let fixed = try #require(source["fixed_monthly_cost"] as? Double)
      let each = try #require(source["cost_per_start"] as? Double)
      #expect(abs((source["monthly_cost"] as? Double ?? 0) - fixed - each * starts) < 1e-9)
    }
    for source in sources where source["feasible"] as? Bool == false {
      #expect(source["why_not"] is String && source["monthly_cost"] is NSNull)
    }
  }

  @Test("a workload of which nothing is known has null for both")
  func unknown() throws {
    let agent = try workload("agent-claims")
    #expect(agent["cold_start"] is NSNull)
    #expect(try workload("llm-on-efs")["durable"] is NSNull)
  }

  @Test("recommend carries both in JSON and one line of each in its details")
  func recommend() throws {
    let report = try recommended()
    let items = try #require(try parsed(report)["recommendations"] as? [Object])
    #expect(items.contains { ($0["durable"] as? Object)?["stores"] != nil })
    #expect(items.contains { ($0["cold_start"] as? Object)?["sources"] != nil })
    let text = String(decoding: report.rendered(as: .table, in: context), as: UTF8.self)
    #expect(text.contains("state a month: lambda-durable $"))
    #expect(text.contains("model from: image"))
  }

  @Test("what a price catalogue lacks is named in the table")
  func missing() throws {
    let analysis = Analyzer(prices: try Self.withoutStepFunctions(), settings: AnalysisSettings())
      .analyze(try StateFleet.analysis().workloads.map(\.profile), in: StateFleet.window)
    let text = String(decoding: analysis.rendered(as: .table, in: context), as: UTF8.self)
    #expect(
      text.contains("no price for stepfunctions/us-east-1/standard/transition in the catalogue"))
  }

  private static func withoutStepFunctions() throws -> PriceBook {
    let book = try Catalogue.bundled()
    return try PriceBook(
      entries: book.entries.values.filter { $0.key.service != "stepfunctions" },
      instances: book.instances, lambdaFreeTier: book.lambdaFreeTier)
  }
}
