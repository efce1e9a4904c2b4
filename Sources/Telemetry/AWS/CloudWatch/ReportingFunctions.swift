import Foundation

/// The functions that have reported a metric in the last two weeks.
///
/// ListFunctions does not say who has provisioned concurrency, and asking Lambda takes a call per
/// function; ListMetrics answers for all of them at once, within its million free calls a month.
struct ReportingFunctions: Sendable {
  let client: AWSClient
  let statistic: LambdaStatistic

  private static let maximumPages = 1000

  func names() async throws -> Set<String> {
    var names: Set<String> = []
    var token: String?
    var seen: Set<String> = []
    repeat {
      let page = try await client.decode(try call(token: token), as: Page.self)
      for metric in page.Metrics ?? [] {
        let function = metric.Dimensions?.first { $0.Name == statistic.place.dimension }
        if let function { names.insert(function.Value) }
      }
      token = page.NextToken.flatMap { $0.isEmpty ? nil : $0 }
      if let token, !seen.insert(token).inserted || seen.count > Self.maximumPages {
        throw PagingError.repeatedToken(action: "cloudwatch:ListMetrics")
      }
    } while token != nil
    return names
  }

  private func call(token: String?) throws -> AWSCall {
    let body = Body(
      Namespace: statistic.place.namespace, MetricName: statistic.metricName, NextToken: token)
    return .json(
      .cloudWatch, "ListMetrics", target: MetricDataRequest.target,
      body: Array(try JSONEncoder().encode(body)))
  }

  private struct Body: Encodable {
    let Namespace: String
    let MetricName: String
    let NextToken: String?
  }

  private struct Page: Decodable, Sendable {
    let Metrics: [Metric]?
    let NextToken: String?
  }

  private struct Metric: Decodable, Sendable {
    let Dimensions: [Dimension]?
  }

  private struct Dimension: Decodable, Sendable {
    let Name: String
    let Value: String
  }
}
