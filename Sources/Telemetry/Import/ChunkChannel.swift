import Dispatch
import Synchronization

/// Hands chunks from the thread that reads a file to the one that stores them, a few at a time.
final class ChunkChannel: Sendable {
  /// What the reader had to say when it came to the end.
  struct Ending: Sendable {
    let ignored: Int
  }

  private struct State {
    var chunks: [SampleChunk] = []
    var ending: Result<Ending, any Error>?
    var isAbandoned = false
  }

  private static let capacity = 2

  private let state = Mutex(State())
  private let room = DispatchSemaphore(value: 0)
  private let news = DispatchSemaphore(value: 0)

  init() {
    for _ in 0..<Self.capacity { room.signal() }
  }

  /// Waits for room; throws when nobody wants the chunks any more.
  func send(_ chunk: SampleChunk) throws {
    room.wait()
    try state.withLock { state in
      guard !state.isAbandoned else { throw CancellationError() }
      state.chunks.append(chunk)
    }
    news.signal()
  }

  /// Ends the stream, once and as the last call of the reader.
  func finish(_ ending: Result<Ending, any Error>) {
    state.withLock { $0.ending = ending }
    news.signal()
  }

  /// The next chunk, or nil at the end.
  ///
  /// Throws the reader's error when it had one.
  func receive() throws -> SampleChunk? {
    news.wait()
    let chunk: SampleChunk? = state.withLock { state in
      state.chunks.isEmpty ? nil : state.chunks.removeFirst()
    }
    if let chunk {
      room.signal()
      return chunk
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
