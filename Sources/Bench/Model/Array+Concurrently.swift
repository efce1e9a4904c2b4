internal import Dispatch
internal import Synchronization

extension Array where Element: Sendable {
  /// Works on every element, on at most `threads` at once, and returns when all are done.
  ///
  /// Elements are taken in order, so that those of one time lie near each other.
  func forEachConcurrently(threads: Int, _ work: @Sendable (Element) -> Void) {
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: Swift.min(threads, count)) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        work(self[index])
      }
    }
  }
}
