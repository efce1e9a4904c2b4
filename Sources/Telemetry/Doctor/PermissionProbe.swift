package import CostModel
import Foundation

/// Finds out what the credentials are allowed to, by the smallest call of each kind.
package struct PermissionProbe: Sendable {
  package enum Answer: Sendable, Hashable {
    case allowed
    case denied(AWSFault)
    /// The call failed for a reason that says nothing about permissions.
    case unclear(AWSError)
  }

  private let client: AWSClient
  private let now: @Sendable () -> Instant

  package init(_ client: AWSClient, now: @escaping @Sendable () -> Instant) {
    self.client = client
    self.now = now
  }

  package func ask(_ permission: PullPermission) async -> Answer {
    do throws(AWSError) {
      try await client.send(call(for: permission)) { _ in }
      return .allowed
    } catch {
      switch error {
      case .denied(_, let fault): return .denied(fault)
      default: return .unclear(error)
      }
    }
  }

  private func call(for permission: PullPermission) -> AWSCall {
    switch permission {
    case .listFunctions:
      .rest(
        .lambda, "ListFunctions", path: ["2015-03-31", "functions", ""],
        query: ["MaxItems": "1"])
    case .listMetrics:
      .json(
        .cloudWatch, "ListMetrics", target: MetricDataRequest.target,
        body: Array(#"{"Namespace":"AWS/Lambda","MetricName":"Invocations"}"#.utf8))
    case .getMetricData:
      .json(
        .cloudWatch, "GetMetricData", target: MetricDataRequest.target,
        body: Array(metricQuery.utf8))
    }
  }

  /// One metric of the account over the last full hour.
  private var metricQuery: String {
    let end = now().epochSeconds / 3600 * 3600
    return """
      {"StartTime":\(end - 3600),"EndTime":\(end),"MetricDataQueries":[{"Id":"doctor",\
      "MetricStat":{"Metric":{"Namespace":"AWS/Lambda","MetricName":"Invocations"},\
      "Period":3600,"Stat":"Sum"}}]}
      """
  }
}
