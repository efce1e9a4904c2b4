import CostModel
import Reporting
import Telemetry

/// What became of each file that was imported.
struct ImportRecord {
  private enum Result {
    case imported(ImportSummary)
    case failed(reason: String)
  }

  private let generatedAt: Instant
  private var files: [(name: String, result: Result)] = []
  private var imported = 0
  private var failed = 0

  init(generatedAt: Instant) { self.generatedAt = generatedAt }

  mutating func add(_ summary: ImportSummary, from file: String) {
    imported += 1
    files.append((file, .imported(summary)))
  }

  mutating func addFailure(_ reason: String, from file: String) {
    failed += 1
    files.append((file, .failed(reason: reason)))
  }

  var outcome: Outcome {
    if failed == 0 { return .done }
    return imported == 0 ? .failed : .partial
  }

  func json() -> [UInt8] {
    JSONWriter.document(schema: "costctl/import/v1", generatedAt: generatedAt) { writer in
      writer.objects("files", files) { writer, file in
        writer.member("file", file.name)
        switch file.result {
        case .imported(let summary):
          writer.member("imported", true)
          writer.member("rows", summary.rows)
          writer.member("workloads", summary.workloads)
          writer.object("covers") {
            $0.member("since", summary.since.iso8601)
            $0.member("until", summary.until.iso8601)
          }
          writer.null("error")
        case .failed(let reason):
          writer.member("imported", false)
          writer.member("rows", 0)
          writer.member("workloads", 0)
          writer.null("covers")
          writer.member("error", reason)
        }
      }
    }
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
