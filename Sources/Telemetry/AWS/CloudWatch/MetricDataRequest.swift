import Foundation

/// A GetMetricData call that differs from page to page by its token only.
struct MetricDataRequest: Sendable {
  /// The JSON object without its closing brace.
  private let head: [UInt8]

  static let maximumQueries = 500
  static let maximumPoints = 100_800
  static let target = "GraniteServiceVersion20100801"

  /// Query k gets the id `qk`; `range` and `period` in seconds, the range a multiple of the period.
  init(_ queries: [MetricDataQuery], range: Range<Int>, period: Int) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let body = Body(
      StartTime: range.lowerBound, EndTime: range.upperBound, ScanBy: "TimestampAscending",
      MaxDatapoints: Self.maximumPoints,
      MetricDataQueries: queries.enumerated().map { Query($1, id: "q\($0)", period: period) })
    head = Array(try encoder.encode(body).dropLast())
  }

  /// `points` is what the call weighs in CloudWatch's quota.
  func call(token: String?, points: Double) throws -> AWSCall {
    var body = head
    if let token {
      body += Array(#","NextToken":"#.utf8) + Array(try JSONEncoder().encode(token))
    }
    body.append(UInt8(ascii: "}"))
    var call = AWSCall.json(.cloudWatch, "GetMetricData", target: Self.target, body: body)
    call.points = points
    return call
  }

  private struct Body: Encodable {
    let StartTime: Int
    let EndTime: Int
    let ScanBy: String
    let MaxDatapoints: Int
    let MetricDataQueries: [Query]
  }

  private struct Query: Encodable {
    let Id: String
    let MetricStat: Stat
    let ReturnData = true

    init(_ query: MetricDataQuery, id: String, period: Int) {
      Id = id
      let place = query.statistic.place
      MetricStat = Stat(
        Metric: Metric(
          Namespace: place.namespace, MetricName: query.statistic.metricName,
          Dimensions: [Dimension(Name: place.dimension, Value: query.function)]),
        Period: period, Stat: query.statistic.statistic)
    }
  }

  private struct Stat: Encodable {
    let Metric: Metric
    let Period: Int
    let Stat: String
  }

  private struct Metric: Encodable {
    let Namespace: String
    let MetricName: String
    let Dimensions: [Dimension]
  }

  private struct Dimension: Encodable {
    let Name: String
    let Value: String
  }
}
