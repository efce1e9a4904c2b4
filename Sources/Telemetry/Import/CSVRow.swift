import CostModel

/// The values of one row, checked; the same instance reads row after row.
struct CSVRow {
  private let file: String
  private let columns: [CSVColumn]
  private var timestamps = TimestampReader()
  private var workloadColumns: WorkloadColumns
  private var settingColumns = SettingColumns()
  private var line = 0
  private var instant = 0
  private var workload = 0
  private var period = SamplePeriod.hour

  /// One value per metric column, NaN where the field is empty.
  private(set) var values: [Double]

  init(_ header: CSVHeader, file: String, options: ImportOptions) {
    self.file = file
    columns = header.columns
    values = Array(repeating: .nan, count: header.metrics.count)
    workloadColumns = WorkloadColumns(region: options.region, account: options.account)
  }

  /// The row that was read last.
  var sample: SampleBatch.Row {
    SampleBatch.Row(
      instant: instant, period: period, workload: workload, setting: settingColumns.number,
      line: line)
  }
  /// Every workload and setting named so far, by number.
  var workloads: [Workload] { workloadColumns.list }
  var settings: [FunctionSetting] { settingColumns.list }

  mutating func read(_ fields: borrowing CSVFields, line: Int) throws {
    self.line = line
    guard fields.count == columns.count else {
      throw ImportError.fieldCount(
        file: file, line: line, found: fields.count, expected: columns.count)
    }
    var metricIndex = 0
    workloadColumns.clear()
    settingColumns.clear()
    for index in 0..<columns.count {
      let field = fields[index]
      switch columns[index] {
      case .metric(let metric):
        values[metricIndex] = try value(of: metric, field)
        metricIndex += 1
      case .timestamp:
        guard let instant = timestamps.read(field), TimestampReader.plausible.contains(instant)
        else {
          throw bad(.timestamp, field, "is not an ISO 8601 instant such as 2026-01-05T00:00:00Z")
        }
        self.instant = instant
      case .period: try readPeriod(field)
      case .function:
        guard !field.isEmpty else { throw bad(.function, field, "is empty") }
        workloadColumns.function = field
      case .account: workloadColumns.account = field
      case .region: workloadColumns.region = field
      case .memory: try readMemory(field)
      case .architecture: try readArchitecture(field)
      }
    }
    try finish()
  }

  private mutating func finish() throws {
    guard instant.isMultiple(of: period.seconds) else {
      throw ImportError.badField(
        file: file, line: line, column: CSVColumn.timestamp.name,
        value: Instant(epochSeconds: instant).iso8601,
        reason: "is not aligned to its period of \(period.seconds) s")
    }
    settingColumns.finish()
    switch workloadColumns.number() {
    case .number(let number): workload = number
    case .notText(let column): throw bad(column, nil, "is not UTF-8 text without NUL")
    }
  }

  private func value(of metric: Metric, _ field: UnsafeRawBufferPointer) throws -> Double {
    let column = CSVColumn.metric(metric)
    guard !field.isEmpty else {
      guard metric != .invocations, metric != .durationSum else {
        throw bad(column, field, "is empty")
      }
      return .nan
    }
    guard let value = DecimalText.parse(field), value.isFinite else {
      throw bad(column, field, "is not a number")
    }
    guard value >= 0, value.sign == .plus else { throw bad(column, field, "is negative") }
    guard value <= metric.largest else { throw bad(column, field, "is too large") }
    guard metric != .concurrency || value == value.rounded() else {
      throw bad(column, field, "is not a whole number")
    }
    return value
  }

  private mutating func readPeriod(_ field: UnsafeRawBufferPointer) throws {
    guard let value = wholeNumber(field) else { throw bad(.period, field, "is not a whole number") }
    if value == period.seconds { return }
    guard let period = SamplePeriod(seconds: value) else {
      throw bad(.period, field, "does not divide a day of 86,400 s")
    }
    self.period = period
  }

  private mutating func readMemory(_ field: UnsafeRawBufferPointer) throws {
    guard !field.isEmpty else { return }
    guard let value = wholeNumber(field) else { throw bad(.memory, field, "is not a whole number") }
    guard (128...32_768).contains(value) else {
      throw bad(.memory, field, "is not in 128…32768 MB")
    }
    settingColumns.setting.memoryMB = value
  }

  private mutating func readArchitecture(_ field: UnsafeRawBufferPointer) throws {
    guard !field.isEmpty else { return }
    guard let value = Architecture(rawValue: String(decoding: field, as: UTF8.self)) else {
      throw bad(.architecture, field, "is neither arm64 nor x86_64")
    }
    settingColumns.setting.architecture = value
  }

  private func wholeNumber(_ field: UnsafeRawBufferPointer) -> Int? {
    guard let value = DecimalText.parse(field), value.magnitude < 1e15 else { return nil }
    return Int(exactly: value)
  }

  private func bad(
    _ column: CSVColumn, _ field: UnsafeRawBufferPointer?, _ reason: String
  ) -> ImportError {
    .badField(
      file: file, line: line, column: column.name,
      value: field.map { String(decoding: $0, as: UTF8.self) } ?? "the text", reason: reason)
  }
}
