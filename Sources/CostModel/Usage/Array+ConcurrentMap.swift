import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// The transformed elements in order, worked out in slices on as many cores as there are.
  ///
  /// The result does not depend on how many those are.
  package func concurrentMap<Result: Sendable>(
    slice: Int = 4096, _ transform: @Sendable (ArraySlice<Element>) -> [Result]
  ) -> [Result] {
    let slices = (count + slice - 1) / slice
    guard slices > 1 else { return transform(self[...]) }
    let done = Mutex<[Int: [Result]]>([:])
    DispatchQueue.concurrentPerform(iterations: slices) { index in
      let result = transform(self[index * slice..<Swift.min((index + 1) * slice, count)])
      done.withLock { $0[index] = result }
    }
    let parts = done.withLock { $0 }
    return (0..<slices).flatMap { parts[$0] ?? [] }
  }
}
