import ArgumentParser
import CostModel

extension Sizing: ExpressibleByArgument {}
extension Policy: ExpressibleByArgument {}

/// What to analyze, and how.
struct AnalysisOptions: ParsableArguments {
  @OptionGroup var window: WindowOptions

  @Option(
    name: .customLong("function"),
    help: ArgumentHelp("Only functions whose name matches; may be repeated.", valueName: "glob"))
  var functions: [String] = []

  @Option(help: "Slots of the always-on replacement: the peak, or a quantile of it.")
  var sizing: Sizing?

  @Flag(help: "Take Lambda's monthly free tier off each account's bill.")
  var freeTier = false
}
