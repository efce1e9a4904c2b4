package import CostModel

/// Made-up samples as a CSV of the import contract.
package struct DemoFile: Hashable, Sendable {
  package let name: String
  /// The stretch of time the file speaks for: a missing row inside it is a silent period.
  package let covers: AnalysisWindow
  package let bytes: [UInt8]

  init(name: String, covers: AnalysisWindow, workloads: [DemoWorkload], seed: UInt64) {
    self.name = name
    self.covers = covers
    var text = Self.header + "\n"
    for (index, workload) in workloads.enumerated() {
      for sample in workload.samples(in: covers, seed: seed + 100 * UInt64(index)) {
        text += Self.row(of: sample, workload: workload)
      }
    }
    bytes = Array(text.utf8)
  }

  private static let header =
    "function,timestamp,period_seconds,invocations,duration_ms_sum,concurrency_max,account,region,"
    + "memory_mb,architecture,errors,throttles,duration_ms_max,durable_operations,"
    + "durable_bytes_written,provisioned_concurrency,durable_executions"

  private static func row(of sample: DemoSample, workload: DemoWorkload) -> String {
    let cells: [String] = [
      workload.name,
      sample.timestamp.iso8601,
      "\(Int(workload.period.inSeconds))",
      "\(sample.invocations)",
      "\(sample.durationSum)",
      "\(sample.concurrency)",
      DemoFleet.account,
      DemoFleet.region,
      "\(Int(workload.memory.value))",
      workload.architecture.rawValue,
      "\(sample.errors)",
      "\(sample.throttles)",
      "\(sample.durationMax)",
      cell(sample.durableOperations),
      cell(sample.durableBytes),
      cell(workload.provisioned),
      cell(sample.durableExecutions),
    ]
    return cells.joined(separator: ",") + "\n"
  }

  private static func cell(_ value: Int?) -> String { value.map(String.init) ?? "" }
}
