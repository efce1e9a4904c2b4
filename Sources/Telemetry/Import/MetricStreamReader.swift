import CostModel
import Foundation

/// Reads CloudWatch metric-stream JSON: one object a line, one point of one metric each.
///
/// Kept are points of AWS/Lambda with FunctionName as their only dimension; others are counted.
/// Format: CloudWatch user guide, "JSON format for metric streams"; timestamps in milliseconds.
struct MetricStreamReader: ~Copyable {
  private struct Point: Decodable {
    let accountID: String?
    let region: String?
    let namespace: String
    let metric: String
    let dimensions: [String: String]
    let timestamp: Double
    let value: Statistics

    enum CodingKeys: String, CodingKey {
      case accountID = "account_id"
      case metric = "metric_name"
      case region, namespace, dimensions, timestamp, value
    }
  }

  private struct Statistics: Decodable {
    let sum: Double
    let max: Double
  }

  private static let metrics: [Metric] = [
    .invocations, .durationSum, .durationMaximum, .concurrency, .errors, .throttles,
    .durableOperations, .durableBytes, .provisioned,
  ]
  private static let periodSeconds = 60

  private let name: String
  private var lines: LineReader
  private let decoder = JSONDecoder()
  private var known: [Workload: Int] = [:]
  private(set) var ignored = 0

  init(_ buffer: consuming StreamBuffer, name: String) {
    self.name = name
    lines = LineReader(buffer, name: name)
  }

  var batch: SampleBatch { SampleBatch(metrics: Self.metrics) }

  mutating func read(
    into batch: inout SampleBatch, limit: Int, registry: WorkloadRegistry
  ) throws -> Bool {
    while batch.count < limit {
      guard let line = try lines.next() else { return false }
      let text = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
      if text.isEmpty { continue }
      try add(try point(in: Data(text)), to: &batch, registry: registry)
    }
    return true
  }

  private func point(in line: Data) throws -> Point {
    do {
      return try decoder.decode(Point.self, from: line)
    } catch {
      throw ImportError.badRecord(
        file: name, line: lines.line, reason: "this is no point of a CloudWatch metric stream")
    }
  }

  private mutating func add(
    _ point: Point, to batch: inout SampleBatch, registry: WorkloadRegistry
  ) throws {
    guard point.namespace == "AWS/Lambda", point.dimensions.count == 1,
      let function = point.dimensions["FunctionName"], !function.isEmpty,
      let values = Self.values(of: point)
    else {
      ignored += 1
      return
    }
    guard let period = SamplePeriod(seconds: Self.periodSeconds),
      values.allSatisfy({ $0.value.isFinite && $0.value >= 0 })
    else {
      throw ImportError.badRecord(
        file: name, line: lines.line, reason: "\(point.metric) is negative or no number")
    }
    let seconds = (point.timestamp / 1000).rounded(.down)
    guard seconds >= 0, TimestampReader.plausible.contains(Int(min(seconds, 1e12))) else {
      throw ImportError.badRecord(
        file: name, line: lines.line, reason: "the timestamp lies outside 2001 to 2100")
    }
    guard let region = point.region else {
      throw ImportError.badRecord(file: name, line: lines.line, reason: "the region is missing")
    }
    let instant = Int(seconds) - Int(seconds) % Self.periodSeconds
    let workload = Workload(name: function, account: point.accountID, region: region)
    batch.append(
      SampleBatch.Row(
        bucketStart: period.bucketStart(of: instant),
        workload: try id(of: workload, registry), periodSeconds: Int32(Self.periodSeconds),
        slot: UInt8(period.slot(of: instant)), architecture: nil, line: lines.line),
      Self.metrics.map { values[$0] ?? .nan })
  }

  private mutating func id(of workload: Workload, _ registry: WorkloadRegistry) throws -> Int
  {
    if let id = known[workload] { return id }
    let id = try registry.id(of: workload)
    known[workload] = id
    return id
  }

  /// Nil for metrics the cost model does not use.
  private static func values(of point: Point) -> [Metric: Double]? {
    let (sum, max) = (point.value.sum, point.value.max)
    return switch point.metric {
    case "Invocations": [.invocations: sum]
    case "Duration": [.durationSum: sum, .durationMaximum: max]
    case "ConcurrentExecutions": [.concurrency: max.rounded()]
    case "Errors": [.errors: sum]
    case "Throttles": [.throttles: sum]
    case "DurableExecutionOperations": [.durableOperations: sum]
    case "DurableExecutionStorageWrittenBytes": [.durableBytes: sum]
    case "ProvisionedConcurrentExecutions": [.provisioned: max]
    default: nil
    }
  }
}
