import CostModel
import Synchronization
import Testing

@testable import costctl

@Suite("A step that fails is tried again")
struct StepRetryTests {
  /// A clock whose sleep is over at once and remembered.
  private struct Sleeper: Clock {
    struct Instant: InstantProtocol {
      var offset: Swift.Duration
      func advanced(by duration: Swift.Duration) -> Self { Self(offset: offset + duration) }
      func duration(to other: Self) -> Swift.Duration { other.offset - offset }
      static func < (left: Self, right: Self) -> Bool { left.offset < right.offset }
    }

    final class Log: Sendable {
      let slept = Mutex<[Swift.Duration]>([])
    }

    let log = Log()
    var now: Instant { Instant(offset: .zero) }
    var minimumResolution: Swift.Duration { .zero }
    func sleep(until deadline: Instant, tolerance: Swift.Duration?) async throws {
      log.slept.withLock { $0.append(deadline.offset) }
    }
  }

  private struct Trouble: Error, Equatable { let number: Int }

  private let sleeper = Sleeper()

  private func retry() -> StepRetry {
    StepRetry(timer: sleeper, messages: Messages(volume: .quiet))
  }

  private var slept: [Duration] { sleeper.log.slept.withLock { $0 } }

  @Test("what works at once is done once")
  func once() async throws {
    #expect(try await retry().run(.analyze) { 7 } == 7)
    #expect(slept.isEmpty)
  }

  @Test("the third try is the last, and its error the one that counts")
  func thrice() async throws {
    let tries = Mutex(0)
    await #expect(throws: Trouble(number: 3)) {
      try await retry().run(.pull) {
        throw Trouble(
          number: tries.withLock {
            $0 += 1; return $0
          })
      }
    }
    #expect(slept == [.seconds(2), .seconds(10)])
  }

  @Test("what works the second time is done")
  func second() async throws {
    let tries = Mutex(0)
    let value = try await retry().run(.pull) { () throws -> Int in
      let number = tries.withLock {
        $0 += 1; return $0
      }
      if number == 1 { throw Trouble(number: number) }
      return number
    }
    #expect(value == 2 && slept == [.seconds(2)])
  }

  @Test(
    "what another try cannot change is not tried again",
    arguments: [
      ReportFailure.nothingStored, .pull(isPartial: true, reason: "one of two"),
      .tooOld(period: "2020-W01", days: 455),
    ])
  func final(failure: ReportFailure) async throws {
    await #expect(throws: failure) { try await retry().run(.pull) { throw failure } }
    #expect(slept.isEmpty)
  }

  @Test("an interruption ends it")
  func cancelled() async throws {
    await #expect(throws: CancellationError.self) {
      try await retry().run(.pull) { throw CancellationError() }
    }
    #expect(slept.isEmpty)
  }
}
