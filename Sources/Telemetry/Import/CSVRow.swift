import CostModel

/// The values of one row, checked; the same instance reads row after row.
struct CSVRow: ~Copyable {
  /// To be split before the row is read.
  var fields: CSVFields
  private let file: String
  private let columns: [CSVColumn]
  private var timestamps = TimestampReader()
  private var workloadColumns: WorkloadColumns
  private var settingColumns = SettingColumns()
  private var line = 0
  private var metricsRead = 0
  private var instant = 0
  private var workload = 0
  private var period = SamplePeriod.hour

  /// One value per metric column, NaN where the field is empty.
  private(set) var values: [Double]

  init(_ header: CSVHeader, file: String, options: ImportOptions) {
    fields = CSVFields(expecting: header.columns.count)
    self.file = file
    columns = header.columns
    values = Array(repeating: .nan, count: header.metrics.count)
    workloadColumns = WorkloadColumns(region: options.region, account: options.account)
  }

  /// The row that was read last.
  var sample: SampleRow {
    SampleRow(
      instant: instant, period: period, workload: workload, setting: settingColumns.number,
      line: line)
  }
  /// Every workload and setting named so far, by number.
  var workloads: [Workload] { workloadColumns.list }
  var settings: [FunctionSetting] { settingColumns.list }

  mutating func read(line: Int) throws {
    self.line = line
    guard fields.count == columns.count else {
      throw ImportError.fieldCount(
        file: file, line: line, found: fields.count, expected: columns.count)
    }
    metricsRead = 0
    workloadColumns.clear()
    settingColumns.clear()
    for index in 0..<columns.count {
      do throws(FieldFault) {
        try read(columns[index], fields[index])
      } catch {
        throw bad(columns[index], String(decoding: fields[index], as: UTF8.self), error.reason)
      }
    }
    guard instant.isMultiple(of: period.seconds) else {
      throw bad(
        .timestamp, Instant(epochSeconds: instant).iso8601,
        "is not aligned to its period of \(period.seconds) s")
    }
    settingColumns.finish()
    switch workloadColumns.number() {
    case .number(let number): workload = number
    case .notText(let column): throw bad(column, "the text", "is not UTF-8 text without NUL")
    }
  }

  private mutating func read(
    _ column: CSVColumn, _ field: UnsafeRawBufferPointer
  ) throws(FieldFault) {
    switch column {
    case .metric(let metric):
      values[metricsRead] = try Self.value(of: metric, field)
      metricsRead += 1
    case .timestamp:
      guard let instant = timestamps.read(field), TimestampReader.plausible.contains(instant)
      else { throw FieldFault("is not an ISO 8601 instant such as 2026-01-05T00:00:00Z") }
      self.instant = instant
    case .period: period = try Self.period(field, like: period)
    case .function:
      guard !field.isEmpty else { throw FieldFault("is empty") }
      workloadColumns.function = field
    case .account: workloadColumns.account = field
    case .region: workloadColumns.region = field
    case .memory: settingColumns.memoryMB = try Self.memoryMB(field)
    case .architecture: settingColumns.architecture = try Self.architecture(field)
    }
  }

  private func bad(_ column: CSVColumn, _ value: String, _ reason: String) -> ImportError {
    .badField(file: file, line: line, column: column.name, value: value, reason: reason)
  }
}

/// What is wrong with a field.
private struct FieldFault: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

// Static, because a method would have all of the row copied for it.
extension CSVRow {
  private static let architectures = Architecture.allCases.map { ($0, Array($0.rawValue.utf8)) }

  /// NaN where the field is empty.
  private static func value(
    of metric: Metric, _ field: UnsafeRawBufferPointer
  ) throws(FieldFault) -> Double {
    guard !field.isEmpty else {
      guard metric != .invocations, metric != .durationSum else { throw FieldFault("is empty") }
      return .nan
    }
    guard let value = DecimalText.parse(field), value.isFinite else {
      throw FieldFault("is not a number")
    }
    guard value >= 0, value.sign == .plus else { throw FieldFault("is negative") }
    guard value <= metric.largest else { throw FieldFault("is too large") }
    guard metric != .concurrency || value == value.rounded() else {
      throw FieldFault("is not a whole number")
    }
    return value
  }

  private static func period(
    _ field: UnsafeRawBufferPointer, like last: SamplePeriod
  ) throws(FieldFault) -> SamplePeriod {
    guard let seconds = DecimalText.parseWhole(field) else {
      throw FieldFault("is not a whole number")
    }
    if seconds == last.seconds { return last }
    guard let period = SamplePeriod(seconds: seconds) else {
      throw FieldFault("does not divide a day of 86,400 s")
    }
    return period
  }

  private static func memoryMB(_ field: UnsafeRawBufferPointer) throws(FieldFault) -> Int? {
    guard !field.isEmpty else { return nil }
    guard let value = DecimalText.parseWhole(field) else {
      throw FieldFault("is not a whole number")
    }
    guard SettingColumns.memoryRange.contains(value) else {
      throw FieldFault("is not in 128…32768 MB")
    }
    return value
  }

  private static func architecture(
    _ field: UnsafeRawBufferPointer
  ) throws(FieldFault) -> Architecture? {
    guard !field.isEmpty else { return nil }
    for (architecture, name) in architectures where field.elementsEqual(name) {
      return architecture
    }
    throw FieldFault("is neither arm64 nor x86_64")
  }
}
