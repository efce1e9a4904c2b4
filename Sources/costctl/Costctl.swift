import ArgumentParser

/// The root of the command tree.
struct Costctl: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "costctl",
    abstract: "Where should a generative-AI workload on AWS Lambda run, and what would it cost?",
    discussion: """
      Reads what your functions did, computes their utilization and cost, and says which should \
      stay on Lambda, move to reserved capacity, or come home.

      Start without an account:
        costctl demo

      Start with your own numbers:
        costctl pull --dry-run
        costctl pull                  (or: costctl import samples.csv)
        costctl analyze
        costctl recommend

      Exit codes: 0 done, 1 failed, 2 a --fail-on gate was tripped, 3 done in part, 64 wrong usage, \
      130 interrupted.
      """,
    version: "0.1.0",
    subcommands: [
      DemoCommand.self, PullCommand.self, ImportCommand.self, AnalyzeCommand.self,
      RecommendCommand.self, ExplainCommand.self, EstimateCommand.self, TCOCommand.self,
      ExportCommand.self, ReportCommand.self, BenchCommand.self,
      PricingCommand.self, ConfigCommand.self, DoctorCommand.self,
    ])
}
