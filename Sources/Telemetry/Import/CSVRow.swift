import CostModel
import GRDB

/// The values of one row, checked; the same instance reads row after row.
struct CSVRow: ~Copyable {
  private let file: String
  private let columns: [CSVColumn]
  private var timestamps = TimestampReader()
  private var workloads: WorkloadColumns
  private var settingColumns = SettingColumns()
  private var line = 0

  private(set) var instant = 0
  private(set) var period: SamplePeriod
  private(set) var workload = 0
  /// One value per metric column, NaN where the field is empty.
  private(set) var values: [Double]

  private static let hour = 3600
  /// Keeps sums finite; no metric of AWS comes near it.
  private static let largestValue: Double = 9_007_199_254_740_992

  init(_ header: CSVHeader, file: String, options: ImportOptions, database: Database) throws {
    guard let period = SamplePeriod(seconds: Self.hour) else {
      preconditionFailure("an hour divides a day")
    }
    let workloads = try WorkloadColumns(
      database, region: options.region, account: options.account)
    self.period = period
    self.file = file
    columns = header.columns
    values = Array(repeating: .nan, count: header.metrics.count)
    self.workloads = workloads
  }

  /// The number of the setting the row names, 0 for none.
  var configuration: Int32 { settingColumns.number }
  var settings: [FunctionSetting] { settingColumns.list }

  mutating func read(_ fields: borrowing CSVFields, line: Int) throws {
    self.line = line
    guard fields.count == columns.count else {
      throw ImportError.fieldCount(
        file: file, line: line, found: fields.count, expected: columns.count)
    }
    var metricIndex = 0
    workloads.clear()
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
        workloads.function = field
      case .account: workloads.account = field
      case .region: workloads.region = field
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
    switch try workloads.id() {
    case .found(let id): workload = id
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
    guard value <= Self.largestValue else { throw bad(column, field, "is too large") }
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
