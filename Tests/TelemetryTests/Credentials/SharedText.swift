import Synchronization

/// A text that a test changes while others read it.
final class SharedText: Sendable {
  private let stored: Mutex<String>

  init(_ text: String) { stored = Mutex(text) }

  var text: String { stored.withLock { $0 } }

  func replace(with text: String) { stored.withLock { $0 = text } }
}
