import ArgumentParser
import Reporting

struct Analyze: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show utilization, tier, cost and durable state of every workload.",
    discussion: """
      Utilization is that of an always-on replacement sized for the same peak. The window is
      [since, until); without flags, the 14 days that end at the newest stored instant.

      Example: costctl analyze --since 14d --function 'chat-*' --format json
      """)

  @OptionGroup var scope: AnalysisOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var shared: SharedOptions

  func run() throws {
    let session = try Session(shared)
    let analysis = try session.analysis(scope, prices: session.prices())
    try output.write(analysis.rendered(as: output.format, in: session.renderContext()))
  }
}
