extension PriceKey {
  /// The unit in which the cost model reads this price; nil for a key that it never reads.
  ///
  /// A negotiated rate needs no listed price beside it: `lambda/sa-east-1/duration/arm64` is per
  /// GB-second whether the catalogue knows the region or not.
  package var unit: String? {
    switch service {
    case "ec2": Hours.unit
    case "lambda": Self.lambdaUnit(of: item)
    case "sagemaker": Self.sageMakerUnit(of: item)
    case "bedrock": Self.bedrockUnit(of: item)
    case "cloudwatch": Self.cloudWatchUnit(of: item)
    default: Self.stateUnit(of: item, in: service)
    }
  }

  /// Where state and models are kept outside of Lambda.
  private static func stateUnit(of item: String, in service: String) -> String? {
    switch "\(service)/\(item)" {
    case "stepfunctions/standard/transition": Transitions.unit
    case "dynamodb/on-demand/write": WriteUnits.unit
    case "dynamodb/on-demand/read": ReadUnits.unit
    case "s3/standard/put", "s3/standard/get": Requests.unit
    case "efs/elastic/read", "efs/elastic/write": Gigabytes.unit
    case "dynamodb/standard/storage", "s3/standard/storage", "efs/standard/storage",
      "ecr/storage":
      GBMonths.unit
    default: nil
    }
  }

  private static func lambdaUnit(of item: String) -> String? {
    let parts = item.split(separator: "/")
    switch parts.first {
    case "duration", "provisioned", "ephemeral-storage", "savings-plan": return GBSeconds.unit
    case "request": return Requests.unit
    case "streaming", "tenant-isolation": return Gigabytes.unit
    case "event-poller": return Hours.unit
    default: break
    }
    return switch item {
    case "snapstart/cache", "microvm/memory": GBSeconds.unit
    case "snapstart/restore", "durable/written", "microvm/snapshot-write", "microvm/snapshot-read":
      Gigabytes.unit
    case "durable/operation": Operations.unit
    case "durable/retained", "microvm/snapshot-storage": GBMonths.unit
    case "managed-instances/fee": Ratio.unit
    case "managed-instances/request": Requests.unit
    case "microvm/vcpu": VCPUHours.unit
    default: nil
    }
  }

  private static func sageMakerUnit(of item: String) -> String? {
    switch item {
    case "serverless": GBSeconds.unit
    case "data-in", "data-out": Gigabytes.unit
    default: item.hasPrefix("ml.") ? Hours.unit : nil
    }
  }

  private static func bedrockUnit(of item: String) -> String? {
    switch item {
    case "agentcore/vcpu": VCPUHours.unit
    case "agentcore/memory": GBHours.unit
    default: item.hasSuffix("/input") || item.hasSuffix("/output") ? Tokens.unit : nil
    }
  }

  private static func cloudWatchUnit(of item: String) -> String? {
    switch item {
    case "get-metric-data": MetricsRequested.unit
    case "list-metrics": Requests.unit
    case "metric-stream": MetricUpdates.unit
    default: nil
    }
  }
}
