import CostModel
import Foundation
import GRDB

/// Reads a CloudWatch metric stream, point by point, into a sink.
///
/// Points arrive metric by metric and sometimes twice: those of one minute become one sample.
struct MetricStreamImport: ~Copyable {
  private let file: String
  private var objects: JSONObjectReader
  private let decoder = JSONDecoder()
  private let workloads: WorkloadWriter
  private var ids: [Workload: Int] = [:]
  private var sink: SampleSink
  private var ignored = 0
  private let period: SamplePeriod

  private static let namespace = "AWS/Lambda"
  private static let minute = 60
  private static let largestValue: Double = 9_007_199_254_740_992

  init(
    _ buffer: StreamBuffer, file: String, options: ImportOptions, database: Database
  ) throws {
    guard let period = SamplePeriod(seconds: Self.minute) else {
      preconditionFailure("a minute divides a day")
    }
    let workloads = try WorkloadWriter(database)
    let sink = try SampleSink(
      database, file: file, metrics: Metric.allCases, repetition: .merged,
      batchRows: options.batchRows)
    self.file = file
    self.workloads = workloads
    self.sink = sink
    self.period = period
    objects = JSONObjectReader(buffer, name: file)
  }

  mutating func run(_ database: Database, covers: AnalysisWindow?) throws -> ImportSummary {
    while let object = try objects.next() {
      let record: MetricStreamRecord
      do {
        record = try decoder.decode(MetricStreamRecord.self, from: Data(object))
      } catch {
        throw bad("this is not a record of a metric stream in JSON format")
      }
      try add(record)
    }
    guard sink.rows > 0,
      let summary = try sink.finish(database, covers: covers, settings: [])
    else { throw ImportError.empty(file: file) }
    return ImportSummary(
      rows: summary.rows, workloads: summary.workloads, since: summary.since,
      until: summary.until, ignored: ignored)
  }

  private mutating func add(_ record: MetricStreamRecord) throws {
    let metrics = record.metrics
    guard record.namespace == Self.namespace, let function = record.function, !metrics.isEmpty
    else {
      ignored += 1
      return
    }
    guard !function.isEmpty, !function.utf8.contains(0) else { throw bad("FunctionName is empty") }
    var values = [Double](repeating: .nan, count: Metric.allCases.count)
    for (metric, value) in metrics {
      guard (0...Self.largestValue).contains(value) else {
        throw bad("the value of \(record.metricName) is not a plausible number")
      }
      values[metric.rawValue] = metric == .concurrency ? value.rounded(.up) : value
    }
    try sink.add(
      instant: try instant(record.timestamp), period: period,
      workload: try id(
        of: Workload(name: function, account: record.accountID, region: record.region)),
      configuration: 0, line: objects.line, values: values)
  }

  private func instant(_ milliseconds: Double) throws -> Int {
    guard let whole = Int(exactly: milliseconds), whole.isMultiple(of: 1000 * Self.minute),
      TimestampReader.plausible.contains(whole / 1000)
    else { throw bad("the timestamp is not a whole minute in milliseconds since 1970") }
    return whole / 1000
  }

  private mutating func id(of workload: Workload) throws -> Int {
    if let known = ids[workload] { return known }
    let id = try workloads.id(of: workload)
    ids[workload] = id
    return id
  }

  private func bad(_ reason: String) -> ImportError {
    .badRecord(file: file, line: objects.line, reason: reason)
  }
}
