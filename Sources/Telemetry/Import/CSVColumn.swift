/// A column of the CSV contract.
enum CSVColumn: Hashable, Sendable {
  case function
  case timestamp
  case period
  case account
  case region
  case memory
  case architecture
  case metric(Metric)

  static let all: [CSVColumn] =
    mandatory + [.account, .region, .memory, .architecture]
    + metrics(
      .errors, .throttles, .durationMaximum, .durableOperations, .durableBytes, .provisioned,
      .durableExecutions)

  static let mandatory: [CSVColumn] =
    [.function, .timestamp, .period] + metrics(.invocations, .durationSum, .concurrency)

  static let list = all.map(\.name).joined(separator: ", ")

  init?(name: String) {
    guard let column = Self.all.first(where: { $0.name == name }) else { return nil }
    self = column
  }

  var name: String {
    switch self {
    case .function: "function"
    case .timestamp: "timestamp"
    case .period: "period_seconds"
    case .account: "account"
    case .region: "region"
    case .memory: "memory_mb"
    case .architecture: "architecture"
    case .metric(let metric): metric.column
    }
  }

  private static func metrics(_ list: Metric...) -> [CSVColumn] { list.map(Self.metric) }
}
