import CostModel

/// When a call that failed is sent again: exponential backoff with full jitter.
///
/// Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
package struct RetryPolicy: Sendable, Hashable {
  /// The first attempt counts, as in AWS_MAX_ATTEMPTS.
  package var maximumAttempts: Int
  /// The longest wait before the second attempt; it doubles with each further one.
  package var base: Duration
  package var cap: Duration
  /// A service that asks for a longer pause than this is not waited for.
  package var longestPause: Duration

  package init(
    maximumAttempts: Int = 5, base: Duration = .milliseconds(500), cap: Duration = .seconds(20),
    longestPause: Duration = .seconds(60)
  ) {
    self.maximumAttempts = max(1, maximumAttempts)
    self.base = base
    self.cap = cap
    self.longestPause = longestPause
  }

  /// The wait before the next attempt, nil to give up; `random` is uniform over 0..<1.
  func delay(after error: AWSError, attempt: Int, random: Double) -> Duration? {
    guard Self.isTransient(error) else { return nil }
    return delay(attempt: attempt, asked: error.fault?.retryAfter, random: random)
  }

  /// The wait before the next attempt where one may help; `asked` is the pause the other side wants.
  func delay(attempt: Int, asked: Duration?, random: Double) -> Duration? {
    guard attempt < maximumAttempts else { return nil }
    let doublings = Double(1 << min(attempt - 1, 30))
    let jittered = Duration.seconds(
      random * min(cap.inSeconds, base.inSeconds * doublings))
    guard let asked else { return jittered }
    return asked > longestPause ? nil : max(asked, jittered)
  }

  static func isTransient(_ error: AWSError) -> Bool {
    switch error {
    case .transport(let error, _, _): error.isTransient
    case .fault(let fault): fault.isThrottling || fault.isServerSide
    case .unreadable: true
    case .noCredentials, .badRegion, .badEndpoint, .denied, .cancelled: false
    }
  }
}
