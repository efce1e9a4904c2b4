/// Reads the CSV contract, row by row.
struct CSVImport: ~Copyable {
  private let file: String
  private var lines: LineReader
  private var row: CSVRow
  private var samples: SampleCollector

  init(
    _ buffer: StreamBuffer, file: String, options: ImportOptions, channel: BatchChannel
  ) throws {
    var lines = LineReader(buffer, name: file)
    guard let first = try lines.next() else { throw ImportError.empty(file: file) }
    let header = try CSVHeader(first, file: file)
    self.file = file
    self.lines = lines
    row = CSVRow(header, file: file, options: options)
    samples = SampleCollector(
      channel, file: file, metrics: header.metrics, repetition: .refused,
      batchSlots: options.batchSlots)
  }

  // Inlined, the parts of `self` become variables of the caller, copied for every row.
  @inline(never)
  mutating func run() throws {
    while let line = try lines.next() {
      if line.isEmpty || line.count == 1 && line[0] == UInt8(ascii: "\r") { continue }
      try split(line)
      try row.read(line: lines.line)
      try samples.add(row.sample, row.values)
      if samples.isFull { try samples.send(workloads: row.workloads, settings: row.settings) }
    }
    try samples.finish(workloads: row.workloads, settings: row.settings)
  }

  private mutating func split(_ line: UnsafeRawBufferPointer) throws {
    var outcome = row.fields.split(line)
    while outcome == .openQuote {
      guard let longer = try lines.extended() else {
        throw ImportError.unclosedQuote(file: file, line: lines.line)
      }
      outcome = row.fields.split(longer)
    }
    guard outcome == .complete else {
      throw ImportError.misplacedQuote(file: file, line: lines.line)
    }
  }
}
