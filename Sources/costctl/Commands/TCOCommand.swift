import ArgumentParser
import CostModel
import Reporting

/// The cost of a whole horizon: staying, every way of the cloud, and nodes of one's own.
struct TCOCommand: CostctlCommand {
  static let configuration = CommandConfiguration(
    commandName: "tco",
    abstract: "Compare the total cost of cloud and on-prem over years.",
    discussion: """
      Takes the workloads of the window as they are, lets traffic grow, and compares staying on \
      Lambda, each kind of cloud capacity and nodes of your own: total, present value, payback, \
      what the result hangs on and what would turn it. Figures nobody has confirmed are marked; \
      your own go in with --set or under tco in costctl.yaml.

      Examples:
        costctl tco --horizon 48 --set node=cpu-server --set node_price_usd=14500
        costctl tco --format xlsx --output tco.xlsx
      """)

  @OptionGroup(title: "Window") var window: WindowOptions
  @OptionGroup(title: "Analysis") var analysis: AnalysisOptions
  @OptionGroup(title: "Comparison") var comparison: TCOOptions

  @Option(name: .long, help: "How the result is written.")
  var format: TCOFormat = .table

  @Option(name: .long, help: "The edition of FOCUS that --format focus writes.")
  var focusVersion: FocusVersion = .v1_2

  @OptionGroup(title: "Result") var file: OutputFileOption
  @OptionGroup(title: "Common") var global: GlobalOptions

  func run(in surroundings: Surroundings) throws -> Outcome {
    if !format.isText, file.destination == .standardOutput, surroundings.outputIsTerminal {
      throw ValidationError(
        "--format \(format.rawValue) is not for a terminal: name a file with --output")
    }
    let session = try Session(global, in: surroundings)
    let context = try session.renderContext(for: file.destination)
    let prices = try session.prices()
    let study = try WorkloadStudy(window, session: session)
    let report = try study.report(
      analysis, settings: session.recommendationSettings(policy: nil), prices: prices)
    let result = try comparison.comparer(session, prices: prices).compare(report)
    try file.destination.write(result.rendered(as: format, focus: focusVersion, in: context))
    try study.hint()
    return .done
  }
}

extension TCOFormat: ExpressibleByArgument {}
