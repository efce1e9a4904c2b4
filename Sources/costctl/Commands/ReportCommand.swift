import ArgumentParser

/// The scheduled report.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "The scheduled report.",
    subcommands: [ReportInstallCommand.self])
}
