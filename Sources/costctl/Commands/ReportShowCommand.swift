import ArgumentParser
import CostModel
import Reporting
import Telemetry

/// A past report as it was delivered.
struct ReportShowCommand: CostctlCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print a past report, byte for byte as it was delivered.",
    discussion: """
      Examples:
        costctl report show 2026-W48
        costctl report show 2026-W48 --format html --output report.html
      """)

  @Argument(
    help: ArgumentHelp(
      "The run's id or its beginning, or a period: then its latest report.", valueName: "run"))
  var name: String

  @Option(name: .long, help: "What it is printed as.")
  var format: EditionFormat = .markdown

  @OptionGroup(title: "Result") var file: OutputFileOption
  @OptionGroup(title: "Common") var global: GlobalOptions

  func run(in surroundings: Surroundings) throws -> Outcome {
    let session = try Session(global, in: surroundings)
    let ledger = try ReportLedger(session.openForReading())
    let id = try chosen(ledger.runs(named: name))
    guard let bytes = try ledger.document(format.rawValue, of: id) else {
      throw ReportFailure.notMade(id)
    }
    try file.destination.write(bytes)
    return .done
  }

  private func chosen(_ runs: [ReportRun]) throws(ReportFailure) -> String {
    guard let first = runs.first else { throw .unknownRun(name) }
    if first.id == name || first.period.name == name || runs.count == 1 { return first.id }
    throw .ambiguousRun(name, ids: runs.prefix(5).map(\.id))
  }
}
