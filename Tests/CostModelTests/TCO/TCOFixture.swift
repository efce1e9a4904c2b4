import CostModel
import Pricing

/// What the tests of total cost share: a fleet of two workloads at list prices of us-east-1, and the inputs.
enum TCOFixture {
  /// One of the fleet keeps 16 executions at once, the other two.
  static let profiles = [
    busy("embed", executions: 16, memory: 1769), busy("chat", executions: 2, memory: 3538),
  ]

  static func busy(
    _ name: String, executions: Int, memory: Double, durable: DurableUsage? = nil
  ) -> UsageProfile {
    .steady(
      name: name, account: "123456789012", memory: Megabytes(memory),
      busyPerDay: Array(repeating: 43_200 * Double(executions), count: 14), invocations: 1_000_000,
      levels: [.init(executions: executions, seconds: 604_800)], durable: durable)
  }

  static func report(
    _ profiles: [UsageProfile] = profiles, redundancy: Redundancy = .none
  ) throws -> RecommendationReport {
    let book = try PriceBook.list(extra: extra)
    let analysis = Analyzer(prices: book, settings: AnalysisSettings())
      .analyze(profiles, in: .fortnight)
    return Recommender(
      prices: book, settings: RecommendationSettings(redundancy: redundancy)
    ).recommend(analysis)
  }

  /// The same fleet, every request of it 300 tokens in and 100 out on a model of one billion.
  static func tokenReport() throws -> RecommendationReport {
    let book = try PriceBook.list(extra: extra)
    let rates = try Catalogue.rateBook(calibrations: [], runtime: .llamaCpp)
    let model = try rates.model(named: "llama-3.2-1b", .q4_k_m)
    let roomy = [
      busy("embed", executions: 16, memory: 3538), busy("chat", executions: 2, memory: 10_240),
    ]
    let analysis = Analyzer(prices: book, settings: AnalysisSettings()).analyze(
      roomy, in: .fortnight)
    return Recommender(
      prices: book, settings: RecommendationSettings(),
      knowledge: RequestKnowledge(book: rates) { _ in
        .success(ServedRequest(model: model, prompt: Tokens(300), output: Tokens(100)))
      }
    ).recommend(analysis)
  }

  static func comparison(of report: RecommendationReport) throws -> TCOComparison {
    try TCOComparer(
      catalogue: Catalogue.onPremises(), prices: PriceBook.list(extra: extra)
    ).compare(report)
  }

  static let extra = [("ec2/us-east-1/m8g.xlarge/ri-1yr", "hour", 0.1188)]

  static func comparison(
    _ given: [TCOKey: Double] = [:], node: String = "l4-server",
    profiles: [UsageProfile] = profiles, redundancy: Redundancy = .none,
    tokens: Tokens? = nil
  ) throws -> TCOComparison {
    try TCOComparer(
      catalogue: Catalogue.onPremises(), prices: PriceBook.list(extra: extra),
      redundancy: redundancy, node: node,
      given: given.mapValues { TCOAssumptions.Given(value: $0, place: "a test") },
      tokensPerRequest: { _ in tokens }
    ).compare(report(profiles, redundancy: redundancy))
  }

  /// The inputs of a node with some of them set.
  static func parameters(
    _ given: [TCOKey: Double] = [:], node: String = "l4-server"
  ) throws -> TCOParameters {
    try assumptions(given, node: node).parameters
  }

  static func assumptions(
    _ given: [TCOKey: Double] = [:], node: String = "l4-server"
  ) throws -> TCOAssumptions {
    try TCOAssumptions(
      node: node, of: Catalogue.onPremises(),
      given: given.mapValues { TCOAssumptions.Given(value: $0, place: "a test") },
      demand: TCODemand(of: report()))
  }

  static func model() throws -> TCOModel {
    let report = try report()
    return TCOModel(
      scenarios: CloudScenario.all(
        in: report, prices: try PriceBook.list(extra: extra), redundancy: .none), cloud: .zero)
  }
}
