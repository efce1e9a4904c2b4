import ArgumentParser
import CostModel
import Telemetry

extension ImportKind: ExpressibleByArgument {}

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read metrics from CSV or CloudWatch metric-stream files into the database.",
    discussion: """
      Each file is imported whole or not at all; importing it again changes nothing. Files may
      be gzipped; `-` reads stdin. A CSV needs the columns function, timestamp, period_seconds,
      invocations, duration_ms_sum, concurrency_max; memory_mb and architecture make it priceable.

      Example: costctl import metrics.csv.gz --covers 2026-01-05/2026-01-19
      """)

  @Argument(help: ArgumentHelp("Files to read; - is stdin.", valueName: "file"))
  var files: [String]

  @Option(help: "What the files hold.")
  var kind: ImportKind = .auto

  @Option(
    help: ArgumentHelp(
      "The range the files cover, silence included; default: their first to last period.",
      valueName: "since/until"))
  var covers: CoveredRange?

  @Option(help: ArgumentHelp("Account of rows that do not name one.", valueName: "id"))
  var account: String?

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let session = try Session(shared)
    let store = try UsageStore.open(at: session.database, access: .readWrite)
    let options = ImportOptions(
      kind: kind, covers: covers?.window, region: session.region.value, account: account)
    for file in files {
      let source = file == "-" ? ImportSource.standardInput : .file(file)
      let summary = try store.importFile(source, options: options)
      session.note(
        "\(file): \(summary.rows) rows of \(summary.workloads) workloads, "
          + "\(summary.since.iso8601) to \(summary.until.iso8601)")
    }
  }
}
