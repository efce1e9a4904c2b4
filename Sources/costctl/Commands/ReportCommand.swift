import ArgumentParser

/// The scheduled report.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make the scheduled report, deliver it, look at past ones.",
    discussion: """
      A report is of one day, ISO week or month. 'run' makes and delivers the last one that is over; \
      called again for the same period it delivers nothing twice.

      Examples:
        costctl report run
        costctl report history
        costctl report show 2026-W48 --format html --output report.html
      """,
    subcommands: [
      ReportRunCommand.self,
      ReportHistoryCommand.self,
      ReportShowCommand.self,
    ])
}
