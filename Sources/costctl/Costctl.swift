import ArgumentParser
import Foundation

@main
struct Costctl: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "costctl",
    abstract: "Decide where generative-AI inference on AWS Lambda should run, with the numbers.",
    discussion: """
      Import metrics, analyze utilization and cost, and get a ranked recommendation: stay on
      Lambda, reserve EC2 or SageMaker, or bring it home. Start with `costctl demo`.

      Exit codes: 0 done, 1 failed, 2 a --fail-on gate tripped, 3 done in part, 64 wrong usage,
      130 interrupted.
      """,
    version: "0.1.0",
    subcommands: [
      Import.self, Analyze.self, Recommend.self, PricingCommand.self, Config.self,
    ])

  /// ArgumentParser words usage errors; every other error is one line on stderr and exit code 1.
  static func main() {
    signal(SIGINT) { _ in _exit(130) }
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      guard exitCode(for: error) == .failure, !(error is ExitCode) else { exit(withError: error) }
      StandardError.write("costctl: \(error)".singleLine)
      exit(withError: ExitCode.failure)
    }
  }
}

extension String {
  /// Errors of the system may hold line breaks; a user gets one line.
  fileprivate var singleLine: String {
    split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
