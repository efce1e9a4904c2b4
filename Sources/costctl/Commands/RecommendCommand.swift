import ArgumentParser
import CostModel
import Reporting

/// Where each workload should run, the largest saving first.
struct RecommendCommand: CostctlCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommend",
    abstract: "Rank what to move and what it saves.",
    discussion: """
      The rule names a tier by utilization; the prices name the cheapest option. Where the two \
      disagree, both are shown.

      Examples:
        costctl recommend --policy cost
        costctl recommend --fail-on saving=500 --fail-on tier=repatriate
      """)

  @OptionGroup(title: "Window") var window: WindowOptions
  @OptionGroup(title: "Analysis") var analysis: AnalysisOptions
  @OptionGroup(title: "Decision") var decision: DecisionOptions
  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      List so many options of each workload, the cheapest first, with the chosen one, staying and \
      on-prem (default: all).
      """, valueName: "count"))
  var options: Int?

  @OptionGroup(title: "Result") var result: ResultOptions
  @OptionGroup(title: "Common") var global: GlobalOptions

  func validate() throws {
    if let options, options < 1 { throw ValidationError("--options: at least 1 is listed") }
  }

  func run(in surroundings: Surroundings) throws -> Outcome {
    let session = try Session(global, in: surroundings)
    let context = try session.renderContext(for: result.destination)
    let prices = try session.prices()
    let study = try WorkloadStudy(window, session: session)
    let settings = try session.recommendationSettings(policy: decision.policy)
    let report = try study.report(analysis, settings: settings, prices: prices)
    let listed = options.map { report.keeping(options: $0) } ?? report
    try result.destination.write(listed.rendered(as: result.format, in: context))
    try study.hint()
    let verdicts = decision.failOn.compactMap { $0.verdict(on: report) }
    verdicts.forEach(session.messages.failure)
    return verdicts.isEmpty ? .done : .gateTripped
  }
}
