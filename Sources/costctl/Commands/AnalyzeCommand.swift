import ArgumentParser
import Reporting

/// Usage, utilization, tier and cost of each workload.
struct AnalyzeCommand: CostctlCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Show usage, utilization, tier, modelled cost and durable state.",
    discussion: """
      Each workload's utilization is what an always-on replacement of the same peak would have. \
      With --region only workloads of that region are shown.

      Example:
        costctl analyze --since 14d --function 'chat-*' --format json
      """)

  @OptionGroup(title: "Window") var window: WindowOptions
  @OptionGroup(title: "Analysis") var analysis: AnalysisOptions
  @OptionGroup(title: "Result") var result: ResultOptions
  @OptionGroup(title: "Common") var global: GlobalOptions

  func run(in surroundings: Surroundings) throws -> Outcome {
    let session = try Session(global, in: surroundings)
    let context = try session.renderContext(for: result.destination)
    let prices = try session.prices()
    let study = try WorkloadStudy(window, session: session)
    let analysis = try study.analysis(analysis, prices: prices)
    try result.destination.write(analysis.rendered(as: result.format, in: context))
    try study.hint()
    return .done
  }
}
