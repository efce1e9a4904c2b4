import Dispatch
import Synchronization

/// Hands batches from the thread that reads a file to the one that stores them.
final class BatchChannel: Sendable {
  /// What the reader had to say when it came to the end.
  struct Ending: Sendable {
    let ignored: Int
  }

  private struct State {
    var batches: [BucketBatch] = []
    var ending: Result<Ending, any Error>?
    var isAbandoned = false
  }

  /// While one is read and one is stored, this many may wait.
  private static let capacity = 1

  private let state = Mutex(State())
  private let room = DispatchSemaphore(value: 0)
  private let news = DispatchSemaphore(value: 0)

  init() {
    for _ in 0..<Self.capacity { room.signal() }
  }

  /// Waits for room; throws when nobody wants the batches any more.
  func send(_ batch: BucketBatch) throws {
    room.wait()
    try state.withLock { state in
      guard !state.isAbandoned else { throw CancellationError() }
      state.batches.append(batch)
    }
    news.signal()
  }

  /// Ends the stream, once and as the last call of the reader.
  func finish(_ ending: Result<Ending, any Error>) {
    state.withLock { $0.ending = ending }
    news.signal()
  }

  /// The next batch, or nil at the end.
  ///
  /// Throws the reader's error when it had one.
  func receive() throws -> BucketBatch? {
    news.wait()
    let batch: BucketBatch? = state.withLock { state in
      state.batches.isEmpty ? nil : state.batches.removeFirst()
    }
    if let batch {
      room.signal()
      return batch
    }
    _ = try ending()
    return nil
  }

  /// How the stream ended; asked for after `receive` has returned nil.
  func ending() throws -> Ending {
    guard let ending = state.withLock({ $0.ending }) else {
      preconditionFailure("the stream goes on")
    }
    return try ending.get()
  }

  /// Lets a waiting reader go: what it still sends is refused.
  func abandon() {
    state.withLock { $0.isAbandoned = true }
    room.signal()
  }
}
