import CostModel
import Telemetry

/// What became of each file that was imported.
struct ImportRecord {
  private let generatedAt: Instant
  private var files: [JSONValue] = []
  private var imported = 0
  private var failed = 0

  init(generatedAt: Instant) { self.generatedAt = generatedAt }

  mutating func add(_ summary: ImportSummary, from file: String) {
    imported += 1
    files.append(
      .object([
        "file": .text(file),
        "imported": .flag(true),
        "rows": .number(Double(summary.rows)),
        "workloads": .number(Double(summary.workloads)),
        "covers": .object([
          "since": .text(summary.since.iso8601),
          "until": .text(summary.until.iso8601),
        ]),
        "error": .null,
      ]))
  }

  mutating func addFailure(_ reason: String, from file: String) {
    failed += 1
    files.append(
      .object([
        "file": .text(file), "imported": .flag(false), "rows": .number(0),
        "workloads": .number(0), "covers": .null, "error": .text(reason),
      ]))
  }

  var outcome: Outcome {
    if failed == 0 { return .done }
    return imported == 0 ? .failed : .partial
  }

  func json() throws -> [UInt8] {
    try JSONValue.object([
      "schema": .text("costctl/import/v1"),
      "generated_at": .text(generatedAt.iso8601),
      "files": .list(files),
    ]).document()
  }

  static func sentence(of summary: ImportSummary, from file: String) -> String {
    "imported \(name(of: file)): \(count(summary.rows, "row")) of "
      + "\(count(summary.workloads, "workload")), covering \(summary.since.iso8601) to "
      + "\(summary.until.iso8601)"
  }

  /// The importer's own errors name the file first; others do not.
  static func sentence(ofFailure reason: String, from file: String) -> String {
    reason.contains(name(of: file)) ? reason : "cannot import \(name(of: file)): \(reason)"
  }

  private static func name(of file: String) -> String { file == "-" ? "standard input" : file }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(Shown.number(Double(number))) \(noun)\(number == 1 ? "" : "s")"
  }
}
