import Dispatch
import GRDB

extension UsageStore {
  /// Stores the samples of one source in one transaction: all of them, or none and an error.
  ///
  /// One thread reads and checks while this one stores.
  package func importFile(
    _ source: ImportSource, options: ImportOptions
  ) throws -> ImportSummary {
    let channel = BatchChannel()
    DispatchQueue.global().async {
      channel.finish(Result { try Self.read(source, options: options, into: channel) })
    }
    defer { channel.abandon() }
    guard let first = try channel.receive() else { throw ImportError.empty(file: source.name) }
    return try reportingErrors {
      try database.write { database in
        var sink = try SampleSink(database, file: source.name)
        try sink.add(first)
        while let batch = try channel.receive() { try sink.add(batch) }
        let summary = try sink.finish(
          database, covers: options.covers, ignored: try channel.ending().ignored)
        if summary.rows >= Self.worthAnalyzing { try Self.analyzeOnce(database) }
        return summary
      }
    }
  }

  private static let worthAnalyzing = 100_000

  /// Gives SQLite the statistics by which a query on one function in the shell skips from bucket to
  /// bucket instead of reading them all.
  private static func analyzeOnce(_ database: Database) throws {
    guard try !database.tableExists("sqlite_stat1") else { return }
    try database.execute(sql: "PRAGMA analysis_limit = 400; ANALYZE")
  }

  private static func read(
    _ source: ImportSource, options: ImportOptions, into channel: BatchChannel
  ) throws -> BatchChannel.Ending {
    let file = source.name
    let buffer = StreamBuffer(try ByteStream(source))
    switch try kind(buffer, asked: options.kind) {
    case .metricStream:
      var stream = MetricStreamImport(buffer, file: file, options: options, channel: channel)
      try stream.run()
      return BatchChannel.Ending(ignored: stream.ignored)
    case .csv, .auto:
      var table = try CSVImport(buffer, file: file, options: options, channel: channel)
      try table.run()
      return BatchChannel.Ending(ignored: 0)
    }
  }

  /// Passes over a byte order mark and tells the format by the first byte that is not white space.
  private static func kind(_ buffer: StreamBuffer, asked: ImportKind) throws -> ImportKind {
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
