import ArgumentParser
import CostModel
import Reporting

struct Recommend: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Rank what to do with every workload, by money saved a month.",
    discussion: """
      The rule names a tier by utilization; the prices may disagree, and the report says so in
      dollars. With --policy cost the cheapest feasible option wins whatever the rule says.

      Example: costctl recommend --policy cost --fail-on saving=500
      """)

  @OptionGroup var scope: AnalysisOptions

  @Option(help: "What decides: the rule's tier, or cost alone.")
  var policy: Policy?

  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp(
      "Exit with 2 when saving=USD a month is reached or a workload is in tier=NAME.",
      valueName: "gate"))
  var gates: [Gate] = []

  @OptionGroup var output: OutputOptions
  @OptionGroup var shared: SharedOptions

  func run() throws {
    let session = try Session(shared)
    let prices = try session.prices()
    let report = Recommender(prices: prices, settings: session.recommendationSettings(policy))
      .recommend(try session.analysis(scope, prices: prices))
    try output.write(report.rendered(as: output.format, in: session.renderContext()))
    let tripped = gates.compactMap { $0.trippedBy(report) }
    tripped.forEach { StandardError.write("costctl: \($0)") }
    if !tripped.isEmpty { throw ExitCode(2) }
  }
}

extension Session {
  func recommendationSettings(_ policy: Policy?) -> RecommendationSettings {
    RecommendationSettings(
      policy: policy ?? configuration.policy.value, redundancy: configuration.redundancy.value,
      rule: configuration.rule.value)
  }
}
