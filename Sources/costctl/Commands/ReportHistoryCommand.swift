import ArgumentParser
import CostModel
import Reporting
import Telemetry

/// Past runs of the report.
struct ReportHistoryCommand: CostctlCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "List past reports: status, duration, API bill, delivery.",
    discussion: """
      A report is listed once, however many runs it took: its duration is that of the last run, its \
      API bill that of all. How many are kept is set by report.keep in the configuration.

      Example:
        costctl report history --limit 4
      """)

  @Option(name: .long, help: ArgumentHelp("The latest so many (default: all).", valueName: "n"))
  var limit: Int?

  @OptionGroup(title: "Result") var result: ResultOptions
  @OptionGroup(title: "Common") var global: GlobalOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is a number of one or more") }
  }

  func run(in surroundings: Surroundings) throws -> Outcome {
    let session = try Session(global, in: surroundings)
    let context = try session.renderContext(for: result.destination)
    let isBusy = ReportLock.isHeld(for: try session.database().value)
    let runs = try ReportLedger(session.openForReading()).runs(limit: limit).map { run in
      var run = run
      // A run under way holds the lock; without it its process is gone.
      if run.status == .running, !isBusy { run.status = .interrupted }
      return run
    }
    try result.destination.write(
      ReportHistory(runs: runs).rendered(as: result.format, in: context))
    return .done
  }
}
