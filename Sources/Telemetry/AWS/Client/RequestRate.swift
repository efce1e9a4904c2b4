import CostModel
import Synchronization

/// Keeps requests under a rate: a token bucket that hands out turns in order of asking.
///
/// One per account, region and quota, shared by all who send there.
package final class RequestRate: Sendable {
  private let interval: Duration
  private let tolerance: Duration
  private let elapsed: @Sendable () -> Duration
  private let sleep: @Sendable (Duration) async throws -> Void
  /// When the bucket is full again, since the clock was first read.
  private let fullAt = Mutex(Duration.zero)

  /// `burst` requests may go at once after a pause.
  package init<C: Clock>(perSecond: Double, burst: Int = 1, clock: C) where C.Duration == Duration {
    precondition(perSecond > 0 && burst > 0, "a rate and a burst are above zero")
    interval = .seconds(1 / perSecond)
    tolerance = interval * (burst - 1)
    let start = clock.now
    elapsed = { start.duration(to: clock.now) }
    sleep = { try await clock.sleep(until: clock.now.advanced(by: $0), tolerance: nil) }
  }

  /// Returns when the next request may go; throws when the task was cancelled while it waited.
  package func turn() async throws {
    let now = elapsed()
    let wait = fullAt.withLock { fullAt in
      let start = max(fullAt, now)
      fullAt = start + interval
      return start - tolerance - now
    }
    if wait > .zero { try await sleep(wait) }
  }
}
