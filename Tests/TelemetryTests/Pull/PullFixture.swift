import CostModel

@testable import Telemetry

/// Small values that the tests of a pull share.
enum PullFixture {
  /// The instant 2026-01-05T00:00:00Z.
  static let monday = 1_767_571_200
  static let account = "123456789012"
  static let region = "us-east-1"

  static func workload(_ name: String) -> Workload {
    Workload(name: name, account: account, region: region)
  }

  static func request(
    _ name: String, _ statistics: [LambdaStatistic] = LambdaStatistic.general, hours: Int = 24
  ) -> SeriesRequest {
    SeriesRequest(
      workload: workload(name), statistics: statistics, range: monday..<monday + hours * 3600)
  }

  static func batch(_ names: [String], _ statistics: [LambdaStatistic], hours: Int) -> PullBatch {
    PullBatch(
      period: .hour, range: monday..<monday + hours * 3600,
      series: names.map { request($0, statistics, hours: hours) })
  }

  static func client(_ transport: any HTTPTransport, attempts: Int = 1) -> AWSClient {
    AWSClient(
      region: region, transport: transport, credentials: NumberedCredentials(keys: 1),
      policy: RetryPolicy(maximumAttempts: attempts),
      now: { Instant(epochSeconds: monday) }, timer: SleeplessClock(), random: { 0.5 })
  }

  /// One result of GetMetricData, hours counted from Monday.
  static func result(
    _ id: Int, _ values: KeyValuePairs<Int, Double>, status: String = "Complete"
  ) -> String {
    let instants = values.map { "\(monday + $0.key * 3600)" }.joined(separator: ",")
    let numbers = values.map { "\($0.value)" }.joined(separator: ",")
    return
      #"{"Id":"q\#(id)","Label":"x","Timestamps":[\#(instants)],"Values":[\#(numbers)],"#
      + #""StatusCode":"\#(status)"}"#
  }

  static func page(_ results: String..., token: String? = nil) -> HTTPResponse {
    let next = token.map { #","NextToken":"\#($0)""# } ?? ""
    return .text(
      200, #"{"MetricDataResults":[\#(results.joined(separator: ","))],"Messages":[]\#(next)}"#)
  }
}

extension HTTPRequest {
  var text: String { String(decoding: body, as: UTF8.self) }
}
