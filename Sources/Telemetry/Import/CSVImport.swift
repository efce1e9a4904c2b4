import CostModel
import GRDB

/// Reads the CSV contract, row by row, into a sink.
struct CSVImport: ~Copyable {
  private let file: String
  private var lines: LineReader
  private var fields: CSVFields
  private var row: CSVRow
  private var sink: SampleSink

  init(
    _ buffer: StreamBuffer, file: String, options: ImportOptions, database: Database
  ) throws {
    var lines = LineReader(buffer, name: file)
    guard let first = try lines.next() else { throw ImportError.empty(file: file) }
    let header = try CSVHeader(first, file: file)
    let sink = try SampleSink(
      database, file: file, metrics: header.metrics, repetition: .refused,
      batchRows: options.batchRows)
    let row = try CSVRow(header, file: file, options: options, database: database)
    self.file = file
    self.lines = lines
    self.sink = sink
    self.row = row
    fields = CSVFields(expecting: header.columns.count)
  }

  mutating func run(_ database: Database, covers: AnalysisWindow?) throws -> ImportSummary {
    while let line = try lines.next() {
      if line.isEmpty || line.count == 1 && line[0] == UInt8(ascii: "\r") { continue }
      try split(line)
      try row.read(fields, line: lines.line)
      try sink.add(
        instant: row.instant, period: row.period, workload: row.workload,
        configuration: row.configuration, line: lines.line, values: row.values)
    }
    guard sink.rows > 0,
      let summary = try sink.finish(database, covers: covers, settings: row.settings)
    else { throw ImportError.empty(file: file) }
    return summary
  }

  private mutating func split(_ line: UnsafeRawBufferPointer) throws {
    var outcome = fields.split(line)
    while outcome == .openQuote {
      guard let longer = try lines.extended() else {
        throw ImportError.unclosedQuote(file: file, line: lines.line)
      }
      outcome = fields.split(longer)
    }
    guard outcome == .complete else {
      throw ImportError.misplacedQuote(file: file, line: lines.line)
    }
  }
}
