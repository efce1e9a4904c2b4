import CostModel
import Foundation
import Pricing
import Reporting
import TestSupport
import Testing

@Suite("Every figure traced")
struct TraceTests {
  private typealias Object = [String: Any]

  private let prices: PriceBook
  private let settings: RecommendationSettings
  private let report: RecommendationReport

  /// Bloated state, SnapStart, a model on EFS, known tokens, and nodes with and without a quote.
  init() throws {
    let book = try Catalogue.rateBook(calibrations: [], runtime: .llamaCpp)
    let request = ServedRequest(
      model: try book.model(named: "llama-3.2-1b", .q4_k_m),
      prompt: Tokens(500), output: Tokens(200))
    prices = try Catalogue.bundled()
    settings = RecommendationSettings(
      redundancy: .nPlusOne,
      onPremises: OnPremisesTerms(catalogue: try Catalogue.onPremises()))
    report = Recommender(
      prices: prices, settings: settings,
      knowledge: RequestKnowledge(book: book) { workload in
        workload.name == "llm-on-efs" ? .success(request) : .failure(.notConfigured)
      }
    ).recommend(try StateFleet.analysis())
  }

  /// Every number under a key of money, with the path to it.
  private func money(in value: Any, at path: String = "") -> [(path: String, dollars: Double)] {
    switch value {
    case let object as Object:
      return object.flatMap { key, value -> [(path: String, dollars: Double)] in
        let place = "\(path).\(key)"
        let isShare = key.contains("share")
        let isMoney =
          !isShare && ["cost", "saving", "per_million"].contains { key.contains($0) }
        if isMoney, let number = value as? Double { return [(place, number)] }
        return money(in: value, at: place)
      }
    case let list as [Any]:
      return list.enumerated().flatMap { money(in: $1, at: "\(path)[\($0)]") }
    default: return []
    }
  }

  @Test("each dollar of a recommendation in JSON is a figure of its explanation")
  func traces() throws {
    let context = RenderContext(generatedAt: SampleFleet.generatedAt)
    let document = try #require(
      try JSONSerialization.jsonObject(
        with: Data(report.rendered(as: .json, in: context))) as? Object)
    let items = try #require(document["recommendations"] as? [Object])
    var seen = 0
    for (item, recommendation) in zip(items, report.recommendations) {
      let figures = Explainer(
        prices: prices, settings: settings, origins: SettingOrigins { _ in "default" }
      ).explain(recommendation).figures
      for (path, dollars) in money(in: item) where dollars != 0 {
        let isTraced = figures.contains {
          abs($0.value - dollars) <= 1e-9 * max(1, abs(dollars))
        }
        #expect(isTraced, "\(recommendation.analysis.profile.workload.name)\(path) = \(dollars)")
        seen += 1
      }
      for figure in figures {
        #expect(
          abs(figure.formula.value - figure.value) <= 1e-9 * max(1, abs(figure.value)),
          "\(figure.name): \(figure.formula.symbols) = \(figure.formula.numbers)")
      }
      let named = Dictionary(figures.map { ($0.name, $0.value) }) { first, _ in first }
      #expect(named.count == figures.count, "two figures have one name")
      for input in figures.flatMap(\.formula.inputs) where input.origin == .figure {
        #expect(named[input.name].map { abs($0 - input.value) < 1e-9 } == true, "\(input.name)")
      }
    }
    #expect(seen > 200)
  }

  @Test("what is asked for first is short; --verbose shows all")
  func detail() throws {
    let explanation = Explainer(
      prices: prices, settings: settings, origins: SettingOrigins { _ in "default" }
    ).explain(try #require(report.recommendations.first))
    func lines(_ verbose: Bool) -> Int {
      let context = RenderContext(generatedAt: SampleFleet.generatedAt, verbose: verbose)
      return explanation.rendered(as: .table, in: context).count { $0 == UInt8(ascii: "\n") }
    }
    #expect(lines(false) * 3 < lines(true))
  }
}
