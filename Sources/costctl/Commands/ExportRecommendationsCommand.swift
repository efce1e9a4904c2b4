import ArgumentParser
import CostModel
import Reporting

/// Recommendations for other tools: a flat list, or FOCUS rows.
struct ExportRecommendationsCommand: CostctlCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommendations",
    abstract: "Write the recommendations as a flat list or as FOCUS rows.",
    discussion: """
      csv and json follow the list of AWS Cost Optimization Hub. focus is a month of charges of each \
      workload as it is and, where a move is advised, as it would be: estimates, marked as such, never \
      to be mixed with actual charges.

      Example:
        costctl export recommendations --format focus --focus-version 1.2
      """)

  @OptionGroup(title: "Window") var window: WindowOptions
  @OptionGroup(title: "Analysis") var analysis: AnalysisOptions

  @Option(
    name: .long,
    help: "What decides: rule or cost (default: policy in the configuration, rule).")
  var policy: Policy?

  @Option(name: .long, help: "How the result is written.")
  var format: ExportFormat = .csv

  @Option(name: .long, help: "The edition of FOCUS.")
  var focusVersion: FocusVersion = .v1_2

  @OptionGroup(title: "Result") var file: OutputFileOption
  @OptionGroup(title: "Common") var global: GlobalOptions

  func run(in surroundings: Surroundings) throws -> Outcome {
    let session = try Session(global, in: surroundings)
    let context = try session.renderContext(for: file.destination)
    let prices = try session.prices()
    let study = try WorkloadStudy(window, session: session)
    let settings = try session.recommendationSettings(policy: policy)
    let report = try study.report(analysis, settings: settings, prices: prices)
    let bytes =
      switch format {
      case .csv: RecommendationExport(report).csv(in: context)
      case .json: RecommendationExport(report).json(in: context)
      case .focus:
        report.focus(focusVersion, prices: prices, redundancy: settings.redundancy)
      }
    try file.destination.write(bytes)
    try study.hint()
    return .done
  }
}

/// What recommendations are written as for other tools.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
  case csv, json, focus
}

extension FocusVersion: ExpressibleByArgument {}
