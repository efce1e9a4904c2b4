/// What AWS Lambda gives each account free every month, arm64 and x86 together.
///
/// Not applied to provisioned concurrency. 400,000 GB-s are 11.1 h of one 10,240 MB function.
package struct LambdaFreeTier: Hashable, Sendable {
  package let requests: Requests
  package let duration: GBSeconds
  /// Response data streamed beyond the first 6 MB of each request.
  package let streamed: Gigabytes

  package init(requests: Requests, duration: GBSeconds, streamed: Gigabytes) {
    self.requests = requests
    self.duration = duration
    self.streamed = streamed
  }

  package static let none = LambdaFreeTier(requests: .zero, duration: .zero, streamed: .zero)

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
