import Dispatch
import Synchronization

extension RandomAccessCollection where Self: Sendable, Index == Int {
  /// The transformed elements in order, worked out in slices on as many cores as there are.
  ///
  /// The result does not depend on how many those are.
  package func concurrentMap<Result: Sendable>(
    slice: Int = 1024, _ transform: @Sendable (SubSequence) -> [Result]
  ) -> [Result] {
    let slices = (count + slice - 1) / slice
    guard slices > 1 else { return transform(self[startIndex..<endIndex]) }
    let done = Mutex<[Int: [Result]]>([:])
    DispatchQueue.concurrentPerform(iterations: slices) { number in
      let first = startIndex + number * slice
      let result = transform(self[first..<Swift.min(first + slice, endIndex)])
      done.withLock { $0[number] = result }
    }
    let parts = done.withLock { $0 }
    var results: [Result] = []
    results.reserveCapacity(parts.reduce(0) { $0 + $1.value.count })
    for number in 0..<slices { results += parts[number] ?? [] }
    return results
  }
}
