/// Lambda's permanent monthly allowance of an account, x86 and arm together.
///
/// AWS Lambda pricing page, 2026-06: 1,000,000 requests and 400,000 GB-seconds; provisioned
/// concurrency does not draw on it.
package struct LambdaFreeTier: Hashable, Sendable {
  package let requests: Requests
  package let duration: GBSeconds

  package static let monthly = LambdaFreeTier(
    requests: Requests(1_000_000), duration: GBSeconds(400_000))
  package static let unused = LambdaFreeTier(requests: .zero, duration: .zero)

  /// The share of an account's month that is billed after the allowance.
  package func billedShare(requests: Requests, duration: GBSeconds) -> (
    requests: Double, duration: Double
  ) {
    (
      Self.share(of: requests, beyond: self.requests),
      Self.share(of: duration, beyond: self.duration)
    )
  }

  private static func share<Unit: Quantity>(of total: Unit, beyond free: Unit) -> Double {
    total > .zero ? max(0, 1 - free / total) : 1
  }
}
