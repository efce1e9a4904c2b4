import CostModel
import GRDB

/// Reads one source into the store, inside the transaction it is given.
struct FileImport {
  let source: ImportSource
  let options: ImportOptions

  func run(in database: Database) throws -> ImportSummary {
    var buffer = StreamBuffer(try ByteStream(source))
    let kind = try kind(of: buffer.peek(64))
    switch kind {
    case .metricStream: return try readMetricStream(buffer, database)
    case .csv, .auto: return try readCSV(buffer, database)
    }
  }

  /// A metric stream begins with a brace, a CSV file with the name of a column.
  private func kind(of beginning: UnsafeRawBufferPointer) throws -> ImportKind {
    guard options.kind == .auto else { return options.kind }
    guard let first = beginning.first(where: { !Self.blanks.contains($0) }) else {
      throw ImportError.empty(file: source.name)
    }
    return first == UInt8(ascii: "{") ? .metricStream : .csv
  }

  private static let blanks: Set<UInt8> = [0x20, 0x09, 0x0a, 0x0d]

  private func readCSV(_ buffer: consuming StreamBuffer, _ database: Database) throws
    -> ImportSummary
  {
    var reader = try CSVReader(buffer, name: source.name, options: options)
    let registry = try WorkloadRegistry(database)
    var ingest = try SampleIngest(database, name: source.name, repeats: .refused)
    var batch = reader.batch
    var more = true
    while more {
      more = try reader.read(into: &batch, limit: options.batchRows, registry: registry)
      try ingest.store(&batch, isLast: !more)
    }
    return try summary(ingest, database, ignored: 0)
  }

  private func readMetricStream(_ buffer: consuming StreamBuffer, _ database: Database) throws
    -> ImportSummary
  {
    var reader = MetricStreamReader(buffer, name: source.name)
    let registry = try WorkloadRegistry(database)
    var ingest = try SampleIngest(database, name: source.name, repeats: .merged)
    var batch = reader.batch
    var more = true
    while more {
      more = try reader.read(into: &batch, limit: options.batchRows, registry: registry)
      try ingest.store(&batch, isLast: !more)
    }
    return try summary(ingest, database, ignored: reader.ignored)
  }

  private func summary(_ ingest: consuming SampleIngest, _ database: Database, ignored: Int) throws
    -> ImportSummary
  {
    guard ingest.rows > 0 else { throw ImportError.empty(file: source.name) }
    let covers = options.covers.map { $0.since.epochSeconds..<$0.until.epochSeconds }
    let tally = try ingest.finish(database, covers: covers)
    return ImportSummary(
      rows: tally.rows, workloads: tally.workloads,
      since: Instant(epochSeconds: tally.covered.lowerBound),
      until: Instant(epochSeconds: tally.covered.upperBound), ignored: ignored)
  }
}
