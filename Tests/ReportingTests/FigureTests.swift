import CostModel
import Foundation
import Reporting
import TestSupport
import Testing

/// Read by `JSONDecoder`: on Linux `JSONSerialization` is off by a bit in the last place.
@Suite("Figures in JSON, to the last bit")
struct FigureTests {
  private struct Analyzed: Decodable {
    struct Usage: Decodable { let busySeconds: Double, gbSeconds: Double?, throttles: Double? }
    struct Share: Decodable { let low: Double }
    struct Cost: Decodable { let total: Double }
    struct Item: Decodable {
      let name: String, usage: Usage, utilization: Share, windowCost: Cost?, monthlyCost: Cost?
    }
    let workloads: [Item]
  }

  private struct Recommended: Decodable {
    struct Totals: Decodable {
      let monthlyCostNow: Double, monthlyCostThen: Double, monthlySaving: Double
    }
    struct Item: Decodable { let monthlyCostNow: Double, monthlySaving: Double? }
    let totals: Totals
    let recommendations: [Item]
  }

  private func decoded<Value: Decodable>(_ report: some Report, as type: Value.Type) throws -> Value
  {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let context = RenderContext(generatedAt: SampleFleet.generatedAt)
    return try decoder.decode(type, from: Data(report.rendered(as: .json, in: context)))
  }

  @Test("analyze writes usage, utilization and cost unrounded")
  func analyze() throws {
    let items = try decoded(SampleFleet.analysis, as: Analyzed.self).workloads
    let sources = SampleFleet.analysis.workloads
    #expect(items.map(\.name) == sources.map(\.profile.workload.name))
    #expect(items.map(\.usage.busySeconds) == sources.map(\.profile.totals.busySeconds))
    #expect(items.map(\.usage.gbSeconds) == sources.map(\.profile.totals.gbSeconds?.value))
    #expect(items.map(\.usage.throttles) == sources.map(\.profile.totals.throttles))
    #expect(items.map(\.utilization.low) == sources.map(\.utilization.low.value))
    #expect(items.map(\.monthlyCost?.total) == sources.map(\.monthlyCost?.total.value))
    #expect(items.map(\.windowCost?.total) == sources.map(\.windowCost?.total.value))
  }

  @Test("recommend writes costs and savings unrounded")
  func recommend() throws {
    let report = SampleFleet.report
    let document = try decoded(report, as: Recommended.self)
    #expect(document.totals.monthlyCostNow == report.monthlyCostNow.value)
    #expect(document.totals.monthlyCostThen == report.monthlyCostThen.value)
    #expect(document.totals.monthlySaving == report.monthlySaving.value)
    let items = document.recommendations
    #expect(items.map(\.monthlyCostNow) == report.recommendations.map(\.monthlyCostNow.value))
    #expect(items.map(\.monthlySaving) == report.recommendations.map(\.monthlySaving.value))
  }

  @Test("a chosen option without a price saves an unknown amount, not nothing")
  func unpricedChoice() throws {
    let sample = SampleFleet.report.recommendations[0]
    let unpriced = PlacementOption(name: "on-prem", tier: .repatriate, whyNot: "no price yet")
    let advice = Recommendation(
      analysis: sample.analysis, chosen: unpriced, cheapest: sample.cheapest,
      ruleAndPriceAgree: false, options: [unpriced], monthlyCostNow: sample.monthlyCostNow,
      reasons: [], risks: [], action: "price it")
    let report = RecommendationReport(
      window: SampleFleet.window, policy: .rule, recommendations: [advice], unpriced: [],
      assumptions: [])
    #expect(try decoded(report, as: Recommended.self).recommendations[0].monthlySaving == nil)
  }
}
