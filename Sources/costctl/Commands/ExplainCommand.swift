import ArgumentParser
import CostModel
import Reporting

/// Where every figure of one recommendation comes from.
struct ExplainCommand: CostctlCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show the formula of every figure, with the numbers put in and where each came from.",
    discussion: """
      Takes the recommendation for one workload apart: usage, the bill, every option that can be \
      had. Each number says its metric, its setting of the function, the price's key, source and \
      day, the calibration, or the line of the configuration.

      Examples:
        costctl explain chat
        costctl explain chat --format json | jq '.figures[] | [.figure, .worked, .value]'
      """)

  @Argument(help: ArgumentHelp("The function's name.", valueName: "workload"))
  var workload: String

  @OptionGroup(title: "Window") var window: WindowOptions
  @OptionGroup(title: "Analysis") var analysis: AnalysisOptions
  @OptionGroup(title: "Decision") var policy: PolicyOption
  @OptionGroup(title: "Result") var result: ResultOptions
  @OptionGroup(title: "Common") var global: GlobalOptions

  func run(in surroundings: Surroundings) throws -> Outcome {
    let session = try Session(global, in: surroundings)
    let context = try session.renderContext(for: result.destination)
    let prices = try session.prices()
    let study = try WorkloadStudy(window, session: session)
    let settings = try session.recommendationSettings(policy: policy.policy)
    let recommendation = try study.report(analysis, settings: settings, prices: prices)
      .recommendation(of: workload)
    let origins = try SettingOrigins(session, sizing: analysis.sizing)
    let explanation = Explainer(prices: prices, settings: settings, origins: origins)
      .explain(recommendation)
    try result.destination.write(explanation.rendered(as: result.format, in: context))
    try study.hint()
    return .done
  }
}

extension RecommendationReport {
  /// The only one of that name.
  fileprivate func recommendation(of name: String) throws(ExplainError) -> Recommendation {
    let found = recommendations.filter { $0.analysis.profile.workload.name == name }
    if let only = found.first, found.count == 1 { return only }
    if let unpriced = unpriced.first(where: { $0.workload.name == name }) {
      throw .unpriced(name: name, reason: unpriced.reason)
    }
    guard found.isEmpty else {
      throw .ambiguous(name: name, regions: found.map(\.analysis.profile.workload.region))
    }
    let names = recommendations.map(\.analysis.profile.workload.name)
    throw .unknown(name: name, nearest: EditDistance.nearest(to: name, among: names))
  }
}

/// Why there is nothing to explain.
enum ExplainError: Error, Hashable, Sendable, CustomStringConvertible {
  case unknown(name: String, nearest: String?)
  case ambiguous(name: String, regions: [String])
  case unpriced(name: String, reason: String)

  var description: String {
    switch self {
    case .unknown(let name, let nearest):
      "no workload \(name) has samples in this window"
        + (nearest.map { ": did you mean \($0)?" } ?? ": see costctl analyze for their names")
    case .ambiguous(let name, let regions):
      "\(name) runs in \(regions.count) places (\(regions.joined(separator: ", "))): choose one with "
        + "--region"
    case .unpriced(let name, let reason):
      "\(name) has no cost to explain: \(reason)"
    }
  }
}

extension SettingOrigins {
  /// As `config show` says it, flags before it.
  fileprivate init(_ session: Session, sizing: Sizing?) throws {
    var origins = Dictionary(
      try SettingListing(session).settings.map { ($0.key, $0.origin) }
    ) { first, _ in first }
    if sizing != nil { origins["sizing"] = "flag --sizing" }
    let known = origins
    self.init { known[$0] ?? "default" }
  }
}
