/// One object of a CloudWatch metric stream in JSON format: one point of one metric over a minute.
///
/// Source: AWS, CloudWatch-metric-streams-formats-json.
struct MetricStreamRecord: Decodable {
  struct Statistics: Decodable {
    let sum: Double
    let max: Double
  }

  let accountID: String
  let region: String
  let namespace: String
  let metricName: String
  let dimensions: [String: String]
  let timestamp: Double
  let value: Statistics

  enum CodingKeys: String, CodingKey {
    case accountID = "account_id"
    case metricName = "metric_name"
    case region, namespace, dimensions, timestamp, value
  }

  /// The function the point is about; nil for points by alias, by resource or over the whole account.
  var function: String? {
    dimensions.count == 1 ? dimensions["FunctionName"] : nil
  }

  /// What the store keeps of the point; empty when it keeps nothing of this metric.
  var metrics: [(metric: Metric, value: Double)] {
    switch metricName {
    case "Invocations": [(.invocations, value.sum)]
    case "Errors": [(.errors, value.sum)]
    case "Throttles": [(.throttles, value.sum)]
    case "Duration": [(.durationSum, value.sum), (.durationMaximum, value.max)]
    case "ConcurrentExecutions": [(.concurrency, value.max)]
    case "ProvisionedConcurrentExecutions": [(.provisioned, value.max)]
    case "DurableExecutionStarted": [(.durableExecutions, value.sum)]
    case "DurableExecutionOperations": [(.durableOperations, value.sum)]
    case "DurableExecutionStorageWrittenBytes": [(.durableBytes, value.sum)]
    default: []
    }
  }
}
