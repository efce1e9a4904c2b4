import ArgumentParser

/// Results in the forms of other tools.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write results for the tools finance already has.",
    discussion: """
      Example:
        costctl export recommendations --format focus --output recommendations.csv
      """,
    subcommands: [ExportRecommendationsCommand.self])
}
