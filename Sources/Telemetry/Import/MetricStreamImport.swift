import CostModel
import Foundation

/// Reads a CloudWatch metric stream, point by point.
///
/// Points arrive metric by metric and sometimes twice: those of one minute become one sample.
struct MetricStreamImport: ~Copyable {
  private let file: String
  private var objects: JSONObjectReader
  private let decoder = JSONDecoder()
  private var workloads: [Workload] = []
  private var numbers: [Workload: Int] = [:]
  private var samples: SampleCollector
  private(set) var ignored = 0

  private static let namespace = "AWS/Lambda"

  init(_ buffer: StreamBuffer, file: String, options: ImportOptions, channel: BatchChannel) {
    self.file = file
    objects = JSONObjectReader(buffer, name: file)
    samples = SampleCollector(
      channel, file: file, metrics: Metric.allCases, repetition: .merged,
      batchSlots: options.batchSlots)
  }

  mutating func run() throws {
    while let object = try objects.next() {
      let record: MetricStreamRecord
      do {
        record = try decoder.decode(MetricStreamRecord.self, from: Data(object))
      } catch {
        throw bad("this is not a record of a metric stream in JSON format")
      }
      try add(record)
      if samples.isFull { try samples.send(workloads: workloads, settings: []) }
    }
    try samples.finish(workloads: workloads, settings: [])
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
      guard (0...metric.largest).contains(value) else {
        throw bad("the value of \(record.metricName) is not a plausible number")
      }
      values[metric.rawValue] = metric == .concurrency ? value.rounded(.up) : value
    }
    try samples.add(
      SampleRow(
        instant: try instant(record.timestamp), period: .minute,
        workload: number(
          of: Workload(name: function, account: record.accountID, region: record.region)),
        setting: 0, line: objects.line),
      values)
  }

  private func instant(_ milliseconds: Double) throws -> Int {
    guard let whole = Int(exactly: milliseconds),
      whole.isMultiple(of: 1000 * SamplePeriod.minute.seconds),
      TimestampReader.plausible.contains(whole / 1000)
    else { throw bad("the timestamp is not a whole minute in milliseconds since 1970") }
    return whole / 1000
  }

  private mutating func number(of workload: Workload) -> Int {
    if let known = numbers[workload] { return known }
    workloads.append(workload)
    numbers[workload] = workloads.count - 1
    return workloads.count - 1
  }

  private func bad(_ reason: String) -> ImportError {
    .badRecord(file: file, line: objects.line, reason: reason)
  }
}
