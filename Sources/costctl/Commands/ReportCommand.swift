import ArgumentParser

/// The scheduled report.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make the scheduled report, deliver it, look at past ones.",
    discussion: """
      A report is of one day, ISO week or month. 'run' makes and delivers the last one that is over; \
      called again for the same period it delivers nothing twice. 'install' has a scheduler do it.

      Examples:
        costctl report run
        costctl report history
        costctl report install --calendar 'Mon 07:00'
        costctl report show 2026-W48 --format html --output report.html
      """,
    subcommands: [
      ReportRunCommand.self,
      ReportHistoryCommand.self,
      ReportShowCommand.self,
      ReportInstallCommand.self,
    ])
}
