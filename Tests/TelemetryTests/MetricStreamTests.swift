import CostModel
import Telemetry
import Testing

@Suite("CloudWatch metric streams")
struct MetricStreamTests {
  static func record(
    _ metric: String, sum: Double, max: Double, function: String = "f",
    namespace: String = "AWS/Lambda",
    dimensions: String? = nil, minute: Int = 0
  ) -> String {
    """
    {"metric_stream_name":"all","account_id":"111111111111","region":"eu-west-1",\
    "namespace":"\(namespace)","metric_name":"\(metric)",\
    "dimensions":{\(dimensions ?? "\"FunctionName\":\"\(function)\"")},\
    "timestamp":\(1_767_571_200_000 + minute * 60_000),\
    "value":{"max":\(max),"min":0.0,"sum":\(sum),"count":3.0},"unit":"None"}
    """
  }

  static let records = [
    record("Invocations", sum: 3, max: 1), record("Duration", sum: 900.5, max: 500),
    record("Errors", sum: 1, max: 1), record("Throttles", sum: 0, max: 0),
    record("ConcurrentExecutions", sum: 9, max: 2), record("Duration", sum: 70, max: 70, minute: 5),
    record("ProvisionedConcurrentExecutions", sum: 4, max: 4),
    record("DurableExecutionStarted", sum: 2, max: 1),
    record("DurableExecutionOperations", sum: 12, max: 3),
    record("DurableExecutionStorageWrittenBytes", sum: 2048, max: 1024),
    record("CPUUtilization", sum: 1, max: 1, namespace: "AWS/EC2"),
    record(
      "Invocations", sum: 3, max: 1, dimensions: "\"FunctionName\":\"f\",\"Resource\":\"f:1\""),
    record("Invocations", sum: 99, max: 1, dimensions: ""),
    record("IteratorAge", sum: 3, max: 1),
  ]

  @Test("metrics of one minute become one sample, others are counted and left out")
  func samples() throws {
    let store = try TemporaryStore()
    let summary = try store.load(Self.records.joined(separator: "\n"))
    #expect(summary.rows == 10 && summary.ignored == 4 && summary.workloads == 1)
    let columns = """
      function, account, region, timestamp, period_seconds, invocations, duration_ms_sum,
      duration_ms_max, concurrency_max, errors, throttles, durable_operations,
      durable_bytes_written, provisioned_concurrency, durable_executions
      """
    let identity = "\"f\"|\"111111111111\"|\"eu-west-1\""
    #expect(
      try store.query("SELECT \(columns) FROM sample ORDER BY timestamp") == [
        "\(identity)|\"2026-01-05T00:00:00Z\"|60|3|900.5|500|2|1|0|12|2048|4|2",
        "\(identity)|\"2026-01-05T00:05:00Z\"|60|NULL|70|70|NULL|NULL|NULL|NULL|NULL|NULL|NULL",
      ])
  }

  @Test(
    "order, repeats, line ends and batches make no difference", arguments: ["", "\n", "\r\n\n "])
  func deliveries(separator: String) throws {
    let reference = try TemporaryStore()
    try reference.load(Self.records.joined(separator: "\n"))
    let other = try TemporaryStore()
    let again = (Self.records.reversed() + Self.records).joined(separator: separator)
    try other.load(again, kind: .metricStream, batchRows: 3)
    #expect(try other.dump() == reference.dump())
  }

  @Test(
    "what is no record is refused with its line",
    arguments: [
      ("{\"a\":1}", "line 2: this is not a record of a metric stream"),
      ("[1]", "line 2: a JSON object should begin here"),
      ("{\"a\":{", "line 2: the JSON object is not closed"),
      (
        record("Duration", sum: -1, max: 1),
        "line 2: the value of Duration is not a plausible number"
      ),
      (
        record("Duration", sum: 1, max: 1).replacing("1767571200000", with: "1767571201000"),
        "line 2: the timestamp is not a whole minute"
      ),
    ])
  func refused(record: String, problem: String) throws {
    let store = try TemporaryStore()
    let error = #expect(throws: ImportError.self) {
      try store.load("\(Self.records[0])\n\(record)")
    }
    let message = try #require(error).description
    #expect(message.contains(problem), "\(message)")
    #expect(try store.dump().isEmpty)
  }

  @Test("a stream without a Lambda function is said to be empty")
  func nothing() throws {
    #expect(throws: ImportError.empty(file: "usage.csv")) {
      try TemporaryStore().load(Self.records[10])
    }
  }
}
