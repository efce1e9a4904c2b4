/// What AWS lets an account do in one region in any one second.
package struct AWSQuota: Sendable, Hashable {
  package let perSecond: Double
  /// As much may go at once after a pause.
  package let burst: Double

  /// ListFunctions and the rest of Lambda's control plane.
  package static let controlCalls = AWSQuota(perSecond: 15, burst: 3)
  package static let metricCalls = AWSQuota(perSecond: 50, burst: 5)
  /// Points asked for, silent or not, where the request begins more than three hours ago.
  package static let metricPoints = AWSQuota(
    perSecond: 396_000, burst: Double(MetricDataRequest.maximumPoints))
  /// The same where it begins later.
  package static let recentMetricPointsPerSecond = 180_000.0
  package static let recentSeconds = 3 * 3600

  /// A rate that keeps every second under the quota: what is refilled in it and a burst at its begin.
  package func rate<C: Clock>(clock: C) -> RequestRate where C.Duration == Duration {
    RequestRate(perSecond: perSecond - burst, burst: burst, clock: clock)
  }
}
