import CostModel

/// Reads rows of the CSV contract into batches.
struct CSVReader: ~Copyable {
  private let name: String
  private var lines: LineReader
  private var fields: CSVFields
  private let columns: [CSVColumn]
  private let metrics: [Metric]
  private let places: CSVPlaces
  private var timestamps = TimestampReader()
  private var identities: IdentityTable
  private var values: [Double]
  private var lastPeriod: SamplePeriod?

  /// Reads the header; throws when it is not of the contract.
  init(_ buffer: consuming StreamBuffer, name: String, options: ImportOptions) throws {
    self.name = name
    lines = LineReader(buffer, name: name)
    columns = try CSVHeader.columns(&lines, name: name)
    fields = CSVFields(expecting: columns.count)
    places = CSVPlaces(columns)
    metrics = columns.compactMap { if case .metric(let metric) = $0 { metric } else { nil } }
    values = [Double](repeating: .nan, count: metrics.count)
    identities = IdentityTable(region: options.region, account: options.account)
  }

  var batch: SampleBatch { SampleBatch(metrics: metrics) }

  /// Reads up to `limit` rows more; false at the end of the file.
  mutating func read(
    into batch: inout SampleBatch, limit: Int, registry: WorkloadRegistry
  ) throws -> Bool {
    while batch.count < limit {
      guard try nextRow() else { return false }
      guard fields.count > 1 || columns.count == 1 || !fields[0].isEmpty else { continue }
      guard fields.count == columns.count else {
        throw ImportError.fieldCount(
          file: name, line: lines.line, found: fields.count, expected: columns.count)
      }
      batch.append(try row(registry), values)
    }
    return true
  }

  /// Splits the next line, taking in further ones while a quoted field is open; false at the end.
  private mutating func nextRow() throws -> Bool {
    guard var line = try lines.next() else { return false }
    while true {
      switch fields.split(line) {
      case .complete:
        guard UTF8Check.isValid(line) else {
          throw ImportError.notUTF8(file: name, line: lines.line)
        }
        return true
      case .misplacedQuote:
        throw ImportError.unclosedQuote(file: name, line: lines.line)
      case .openQuote:
        guard let longer = try lines.extended() else {
          throw ImportError.unclosedQuote(file: name, line: lines.line)
        }
        line = longer
      }
    }
  }

  private mutating func row(_ registry: WorkloadRegistry) throws -> SampleBatch.Row {
    let period = try period()
    guard let instant = timestamps.read(fields[places.timestamp]) else {
      throw bad(places.timestamp, "is not an ISO 8601 instant such as 2026-01-05T00:00:00Z")
    }
    guard TimestampReader.plausible.contains(instant) else {
      throw bad(places.timestamp, "lies outside 2001 to 2100")
    }
    guard instant.isMultiple(of: period.seconds) else {
      throw bad(places.timestamp, "is not the start of a period of \(period.seconds) s")
    }
    try readMetrics()
    let architecture = try architecture()
    guard !fields[places.function].isEmpty else {
      throw bad(places.function, "is not a function name: it must not be empty")
    }
    let workload = try identities.workload(of: fields, at: places, registry: registry)
    return SampleBatch.Row(
      bucketStart: period.bucketStart(of: instant), workload: workload,
      periodSeconds: Int32(period.seconds), slot: UInt8(period.slot(of: instant)),
      architecture: architecture, line: lines.line)
  }

  private mutating func period() throws -> SamplePeriod {
    let text = fields[places.period]
    if let seconds = DecimalText.parse(text), seconds >= 1, seconds <= 86_400,
      seconds == seconds.rounded()
    {
      if let lastPeriod, lastPeriod.seconds == Int(seconds) { return lastPeriod }
      if let period = SamplePeriod(seconds: Int(seconds)) {
        lastPeriod = period
        return period
      }
    }
    throw bad(places.period, "is not a whole number of seconds that divides a day")
  }

  private mutating func readMetrics() throws {
    for (index, place) in places.metrics.enumerated() {
      let text = fields[place]
      let metric = metrics[index]
      if text.isEmpty {
        guard metric != .invocations, metric != .durationSum else {
          throw bad(place, "is empty; a number is required")
        }
        values[index] = .nan
        continue
      }
      guard let value = DecimalText.parse(text), value.isFinite else {
        throw bad(place, "is not a number")
      }
      guard value >= 0 else { throw bad(place, "is negative") }
      if let range = metric.wholeRange, value != value.rounded() || !range.contains(value) {
        throw bad(
          place, "is not a whole number of \(Int(range.lowerBound)) to \(Int(range.upperBound))")
      }
      values[index] = value
    }
  }

  private func architecture() throws -> Architecture? {
    guard let place = places.architecture, !fields[place].isEmpty else { return nil }
    let text = String(decoding: fields[place], as: UTF8.self)
    guard let architecture = Architecture(rawValue: text) else {
      throw bad(place, "is neither arm64 nor x86_64")
    }
    return architecture
  }

  private func bad(_ place: Int, _ reason: String) -> ImportError {
    .badField(
      file: name, line: lines.line, column: columns[place].name,
      value: String(decoding: fields[place].prefix(200), as: UTF8.self), reason: reason)
  }
}
