import Dispatch
import Synchronization

extension RandomAccessCollection where Self: Sendable, Index == Int {
  /// What `transform` makes of each slice, in order, worked out on as many cores as there are.
  ///
  /// The result does not depend on how many those are.
  package func concurrentMap<Result: Sendable>(
    slice: Int = 512, _ transform: @Sendable (SubSequence) -> [Result]
  ) -> [Result] {
    let slices = (count + slice - 1) / slice
    guard slices > 1 else { return transform(self[startIndex..<endIndex]) }
    let sequence = Mutex(OrderedParts<Result>(count: slices))
    DispatchQueue.concurrentPerform(iterations: slices) { number in
      let first = startIndex + number * slice
      let part = transform(self[first..<Swift.min(first + slice, endIndex)])
      sequence.withLock { $0.add(part, number: number) }
    }
    return sequence.withLock { $0.joined }
  }
}

/// Joins numbered parts that come in any order.
private struct OrderedParts<Element> {
  private(set) var joined: [Element] = []
  private var waiting: [Int: [Element]] = [:]
  private var next = 0
  private let count: Int

  init(count: Int) { self.count = count }

  mutating func add(_ part: [Element], number: Int) {
    if joined.isEmpty { joined.reserveCapacity(part.count * (count + 1)) }
    waiting[number] = part
    while let part = waiting.removeValue(forKey: next) {
      joined += part
      next += 1
    }
  }
}
