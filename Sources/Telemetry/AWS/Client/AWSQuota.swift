/// What AWS lets an account do in one region in any one second.
package struct AWSQuota: Sendable, Hashable {
  package let perSecond: Double
  /// As much may go at once after a pause.
  package let burst: Double

  /// ListFunctions and the rest of Lambda's control plane.
  package static let controlCalls = AWSQuota(perSecond: 15, burst: 3)
  package static let metricCalls = AWSQuota(perSecond: 50, burst: 5)
  package static let metricPoints = metricPoints(perSecond: 396_000)

  /// Points asked for, silent or not, of requests that begin more than three hours ago; AWS raises it for
  /// accounts that ask.
  package static func metricPoints(perSecond: Double) -> AWSQuota {
    AWSQuota(
      perSecond: perSecond, burst: min(Double(MetricDataRequest.maximumPoints), perSecond / 2))
  }

  /// Points of requests that begin later weigh more: their quota is 180,000 where the other is 396,000.
  package static let recentPointWeight = 396_000.0 / 180_000
  package static let recentSeconds = 3 * 3600

  /// A rate that keeps every second under the quota: what is refilled in it and a burst at its begin.
  package func rate<C: Clock>(clock: C) -> RequestRate where C.Duration == Duration {
    RequestRate(perSecond: perSecond - burst, burst: burst, clock: clock)
  }
}
