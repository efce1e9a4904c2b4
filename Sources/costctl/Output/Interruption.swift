import Foundation
import Synchronization

/// Ctrl-C: removes the file that was being staged, then ends with 130.
///
/// The database needs no care: an unfinished transaction is rolled back when it is next opened.
enum Interruption {
  private static let staged = Mutex<String?>(nil)

  /// Leaves SIGINT to one thread that waits for it; to be called before any other thread exists.
  static func install() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    Thread.detachNewThread { [signals] in
      var awaited = signals
      var received: Int32 = 0
      while sigwait(&awaited, &received) != 0 {}
      staged.withLock { path in
        if let path { unlink(path) }
        _exit(Outcome.interrupted.rawValue)
      }
    }
  }

  /// Names the temporary file to remove when interrupted; nil when there is none any more.
  static func staging(_ path: String?) { staged.withLock { $0 = path } }
}
