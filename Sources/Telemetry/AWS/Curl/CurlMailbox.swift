import Foundation
import Synchronization

/// A request on its way to libcurl's thread, and where its answer is awaited.
struct CurlOrder: Sendable {
  let id: Int
  let request: HTTPRequest
  let url: HTTPURL
  /// Takes the body of a 200; nil to have it held.
  let reader: BodyReader?
  let answer: CheckedContinuation<Result<HTTPResponse, HTTPError>, Never>
}

/// What tasks hand to libcurl's thread; a pipe wakes it while it waits for sockets.
final class CurlMailbox: Sendable {
  struct Letters {
    var orders: [CurlOrder] = []
    var cancelled: Set<Int> = []
    var isClosed = false
  }

  /// Readable whenever there is something to collect.
  let readEnd: Int32
  private let writeEnd: Int32
  private let letters = Mutex(Letters())
  private let lastID = Atomic(0)

  init() throws(HTTPError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw .unavailable(reason: String(cString: strerror(errno)))
    }
    (readEnd, writeEnd) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    _ = Foundation.close(readEnd)
    _ = Foundation.close(writeEnd)
  }

  func nextID() -> Int { lastID.add(1, ordering: .relaxed).newValue }

  func submit(_ order: CurlOrder) { post { $0.orders.append(order) } }
  func cancel(_ id: Int) { post { $0.cancelled.insert(id) } }
  func close() { post { $0.isClosed = true } }

  /// Empties the pipe and the box.
  func collect() -> Letters {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(readEnd, &bytes, bytes.count) > 0 {}
    return letters.withLock { letters in
      defer { letters = Letters() }
      return letters
    }
  }

  private func post(_ change: (inout Letters) -> Void) {
    letters.withLock { change(&$0) }
    // A full pipe wakes the thread as well: nothing is lost when this byte is.
    var signal: UInt8 = 1
    _ = write(writeEnd, &signal, 1)
  }
}
