import ArgumentParser
import CostModel
import Telemetry

/// Reads samples from files into the database.
struct ImportCommand: CostctlCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Read samples from files, each whole or not at all.",
    discussion: """
      Reads CSV with a header, or the JSON lines of a CloudWatch metric stream; both may be \
      compressed with gzip. Reading the same file again changes nothing. A silent period inside \
      the covered range counts as zero, one outside as unknown.

      CSV columns: function, timestamp, period_seconds, invocations, duration_ms_sum, \
      concurrency_max; optional: account, region, memory_mb, architecture, errors, throttles, \
      duration_ms_max, durable_operations, durable_bytes_written, provisioned_concurrency, \
      durable_executions.

      Example:
        costctl import week-1.csv week-2.csv --covers 2026-01-05/2026-01-19
      """)

  @Argument(help: ArgumentHelp("Files to read; - is standard input.", valueName: "file"))
  var files: [String]

  @Option(name: .long, help: "What the files are; auto looks at their first bytes.")
  var kind: ImportKind = .auto

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      The range each file speaks for, as SINCE/UNTIL in ISO 8601 or YYYY-MM-DD (default: from its \
      first to its last period).
      """, valueName: "since/until"),
    transform: { text in
      guard let range = CoveredRange(text) else {
        throw ValidationError(CoveredRange.refusal(of: text))
      }
      return range
    })
  var covers: CoveredRange?

  @Option(
    name: .long,
    help: ArgumentHelp("The account of rows that do not name theirs, twelve digits."))
  var account: String?

  @Option(name: .long, help: "json writes a summary to the output; table writes none.")
  var format: RecordFormat = .table

  @OptionGroup(title: "Result") var file: OutputFileOption
  @OptionGroup(title: "Common") var global: GlobalOptions

  func validate() throws {
    if files.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input (-) can be read only once")
    }
    if let account, account.utf8.count != 12 || !account.allSatisfy({ $0.isASCII && $0.isNumber }) {
      throw ValidationError("'\(account)' is not an account of twelve digits")
    }
  }

  func run(in surroundings: Surroundings) throws -> Outcome {
    let session = try Session(global, in: surroundings)
    let generatedAt = try surroundings.generatedAt()
    let options = ImportOptions(
      kind: kind, covers: covers?.window, region: try session.region().value, account: account)
    let store = try session.openForWriting()
    var record = ImportRecord(generatedAt: generatedAt)
    read(into: store, options: options, session: session, record: &record)
    try store.removeIfNewAndEmpty()
    if format == .json { try self.file.destination.write(record.json()) }
    return record.outcome
  }

  private func read(
    into store: UsageStore, options: ImportOptions, session: Session, record: inout ImportRecord
  ) {
    for file in files {
      let source: ImportSource = file == "-" ? .standardInput : .file(file)
      do {
        let summary = try store.importFile(source, options: options)
        record.add(summary, from: file)
        session.messages.note(ImportRecord.sentence(of: summary, from: file))
      } catch {
        let reason = Messages.sentence(of: error)
        record.addFailure(reason, from: file)
        session.messages.failure(ImportRecord.sentence(ofFailure: reason, from: file))
      }
    }
  }
}

extension ImportKind: ExpressibleByArgument {}
