import Foundation
import Synchronization

/// Ctrl-C: lets work that can be cancelled come to its own end; else, or the second time, removes the
/// file that was being staged and ends with 130.
///
/// The database needs no care: an unfinished transaction is rolled back when it is next opened.
enum Interruption {
  private static let staged = Mutex<String?>(nil)
  private static let cancellation = Mutex<(@Sendable () -> Void)?>(nil)

  /// Leaves SIGINT to one thread that waits for it; to be called before any other thread exists.
  static func install() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    Thread.detachNewThread { [signals] in
      var awaited = signals
      var received: Int32 = 0
      repeat {
        while sigwait(&awaited, &received) != 0 {}
      } while cancelWork()
      staged.withLock { path in
        if let path { unlink(path) }
        _exit(Outcome.interrupted.rawValue)
      }
    }
  }

  /// What to do instead of ending at once; nil when nothing can be cancelled any more.
  static func cancelling(_ cancel: (@Sendable () -> Void)?) {
    cancellation.withLock { $0 = cancel }
  }

  /// Cancels once; false when there is nothing to cancel.
  private static func cancelWork() -> Bool {
    let cancel = cancellation.withLock { cancellation in
      defer { cancellation = nil }
      return cancellation
    }
    cancel?()
    return cancel != nil
  }

  /// Names the temporary file to remove when interrupted; nil when there is none any more.
  static func staging(_ path: String?) { staged.withLock { $0 = path } }
}
