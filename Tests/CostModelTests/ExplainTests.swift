import CostModel
import Pricing
import Testing

@Suite("Figures explained")
struct ExplainTests {
  private let prices: PriceBook
  private let recommendations: [Recommendation]
  private let settings: RecommendationSettings

  init() throws {
    prices = try PriceBook.generous()
    let profiles = GeneratedFleet(seed: 5, count: 25).profiles
    let analysis = Analyzer(prices: prices, settings: AnalysisSettings())
      .analyze(profiles, in: .fortnight)
    settings = RecommendationSettings(onPremises: try .fixture([.nodePrice: 24_000]))
    recommendations =
      Recommender(prices: prices, settings: settings)
      .recommend(analysis).recommendations
  }

  private func explain(_ recommendation: Recommendation) -> Explanation {
    Explainer(
      prices: prices, settings: settings,
      origins: SettingOrigins { "file costctl.yaml:\($0.count)" }
    ).explain(recommendation)
  }

  @Test("every formula, worked out, is the figure of the recommendation to 1e-9")
  func values() {
    for recommendation in recommendations {
      for figure in explain(recommendation).figures {
        let worked = figure.formula.value
        #expect(
          abs(worked - figure.value) <= 1e-9 * max(1, abs(figure.value)),
          "\(figure.name): \(figure.formula.symbols) = \(figure.formula.numbers)")
      }
    }
  }

  @Test("a figure that another takes is itself explained, with the same value")
  func references() {
    for recommendation in recommendations {
      let figures = explain(recommendation).figures
      let known = Dictionary(figures.map { ($0.name, $0.value) }) { first, _ in first }
      for input in figures.flatMap(\.formula.inputs) where input.origin == .figure {
        #expect(known[input.name].map { abs($0 - input.value) < 1e-9 } == true, "\(input.name)")
      }
    }
  }

  @Test(
    "each feasible option, the bill and the saving are explained, and every input says its source")
  func completeness() throws {
    for recommendation in recommendations {
      let figures = explain(recommendation).figures
      let names = Set(figures.map(\.name))
      for option in recommendation.options where option.isFeasible && option.name != "lambda" {
        #expect(names.contains("monthly cost of \(option.name)"))
      }
      #expect(names.isSuperset(of: ["utilization", "monthly cost now", "monthly saving"]))
      #expect(figures.flatMap(\.formula.inputs).allSatisfy { !$0.source.isEmpty })
    }
    let inputs = explain(try #require(recommendations.first)).figures.flatMap(\.formula.inputs)
    #expect(inputs.contains { $0.origin == .price && $0.source.contains("in force 2026-09-01") })
    #expect(inputs.contains { $0.source.contains("file costctl.yaml:") })
  }

  @Test("a formula reads with names and with numbers")
  func writing() {
    let busy = ExplainedInput("busy", 90, "second", .metric, "Duration")
    let length = ExplainedInput("window", 3600, "second", .method, "the window")
    let formula = Expression.product([
      .quotient(.input(busy), .input(length)), .ceiling(.input(busy)),
    ])
    #expect(formula.symbols == "(busy / window) * ceil(busy)")
    #expect(formula.numbers == "(90.0 / 3600.0) * ceil(90.0)")
    #expect(formula.value == 2.25)
    #expect(formula.inputs == [busy, length])
  }
}
