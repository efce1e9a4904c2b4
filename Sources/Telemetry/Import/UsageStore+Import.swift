import CostModel
import GRDB

extension UsageStore {
  /// Stores the samples of one source in one transaction: all of them, or none and an error.
  package func importFile(
    _ source: ImportSource, options: ImportOptions
  ) throws -> ImportSummary {
    let file = source.name
    return try reportingErrors {
      let buffer = StreamBuffer(try ByteStream(source))
      let kind = try Self.kind(buffer, file: file, asked: options.kind)
      return try database.write { database in
        switch kind {
        case .metricStream:
          var run = try MetricStreamImport(
            buffer, file: file, options: options, database: database)
          return try run.run(database, covers: options.covers)
        case .csv, .auto:
          var run = try CSVImport(buffer, file: file, options: options, database: database)
          return try run.run(database, covers: options.covers)
        }
      }
    }
  }

  /// Passes over a byte order mark and tells the format by the first byte that is not white space.
  private static func kind(
    _ buffer: StreamBuffer, file: String, asked: ImportKind
  ) throws -> ImportKind {
    let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
    if try buffer.peek(byteOrderMark.count).starts(with: byteOrderMark) {
      buffer.consume(byteOrderMark.count)
    }
    guard asked == .auto else { return asked }
    let blanks = Array(" \t\r\n".utf8)
    let first = try buffer.peek(1).first { !blanks.contains($0) }
    return first == UInt8(ascii: "{") ? .metricStream : .csv
  }
}
