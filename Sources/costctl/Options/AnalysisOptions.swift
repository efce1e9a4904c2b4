import ArgumentParser
import CostModel

/// How usage is judged.
struct AnalysisOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Concurrency an always-on replacement is sized for (default: sizing in the configuration, max)."
    ))
  var sizing: Sizing?

  @Flag(
    name: .long,
    help: "Take Lambda's monthly free tier off, once per account.")
  var freeTier = false
}

extension Sizing: ExpressibleByArgument {}
