/// Reads the CSV contract, row by row.
struct CSVImport: ~Copyable {
  private let file: String
  private var lines: LineReader
  private var fields: CSVFields
  private var row: CSVRow
  private var sender: ChunkSender

  init(
    _ buffer: StreamBuffer, file: String, options: ImportOptions, channel: ChunkChannel
  ) throws {
    var lines = LineReader(buffer, name: file)
    guard let first = try lines.next() else { throw ImportError.empty(file: file) }
    let header = try CSVHeader(first, file: file)
    self.file = file
    self.lines = lines
    fields = CSVFields(expecting: header.columns.count)
    row = CSVRow(header, file: file, options: options)
    sender = ChunkSender(
      channel, metrics: header.metrics, repetition: .refused, batchRows: options.batchRows)
  }

  mutating func run() throws {
    while let line = try lines.next() {
      if line.isEmpty || line.count == 1 && line[0] == UInt8(ascii: "\r") { continue }
      try split(line)
      try row.read(fields, line: lines.line)
      sender.add(row.sample, row.values)
      if sender.isFull { try sender.send(workloads: row.workloads, settings: row.settings) }
    }
    try sender.send(workloads: row.workloads, settings: row.settings)
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
