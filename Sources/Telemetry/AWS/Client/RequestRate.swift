import CostModel
import Synchronization

/// Keeps calls, or what they weigh, under a rate: a token bucket that hands out turns in order of asking.
///
/// One per account, region and quota, shared by all who send there.
package final class RequestRate: Sendable {
  private let interval: Duration
  private let burst: Double
  private let elapsed: @Sendable () -> Duration
  private let sleep: @Sendable (Duration) async throws -> Void
  /// When the bucket is full again, since the clock was first read.
  private let fullAt = Mutex(Duration.zero)

  /// `burst` is what may go at once after a pause.
  package init<C: Clock>(
    perSecond: Double, burst: Double = 1, clock: C
  ) where C.Duration == Duration {
    precondition(perSecond > 0 && burst > 0, "a rate and a burst are above zero")
    interval = .seconds(1 / perSecond)
    self.burst = burst
    let start = clock.now
    elapsed = { start.duration(to: clock.now) }
    sleep = { try await clock.sleep(until: clock.now.advanced(by: $0), tolerance: nil) }
  }

  /// Returns when the next `amount` may go; throws when the task was cancelled while it waited.
  package func turn(of amount: Double = 1) async throws {
    let now = elapsed()
    let wait = fullAt.withLock { fullAt in
      fullAt = max(fullAt, now) + interval * amount
      return fullAt - interval * burst - now
    }
    if wait > .zero { try await sleep(wait) }
  }
}
