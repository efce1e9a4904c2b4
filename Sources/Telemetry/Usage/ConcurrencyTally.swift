import CostModel

/// Seconds spent at each level of concurrency, for many workloads at once.
struct ConcurrencyTally: Sendable {
  /// Levels below this are counted in a flat array, the few higher ones in a dictionary.
  private static let flatLevels = 64

  private struct High: Hashable {
    let workload: Int
    let level: Int
  }

  private var flat: [Int32]
  private var high: [High: Int] = [:]

  init(workloads: Int) { flat = Array(repeating: 0, count: workloads * Self.flatLevels) }

  mutating func add(_ level: Int, seconds: Int, workload: Int) {
    if level < Self.flatLevels {
      flat[workload * Self.flatLevels + level] += Int32(truncatingIfNeeded: seconds)
    } else {
      high[High(workload: workload, level: level), default: 0] += seconds
    }
  }

  /// Adds each value of a JSON array without nulls.
  mutating func add(levels text: UnsafeRawBufferPointer, seconds: Int, workload: Int) throws {
    var numbers = JSONNumbers(text)
    while let level = try numbers.next() {
      guard let level else { throw BucketDamage() }
      add(Int(level), seconds: seconds, workload: workload)
    }
  }

  mutating func merge(_ other: ConcurrencyTally) {
    for index in flat.indices { flat[index] += other.flat[index] }
    high.merge(other.high, uniquingKeysWith: +)
  }

  /// The levels above `flatLevels` by workload, ascending.
  func highLevels() -> [Int: [ConcurrencyDistribution.Level]] {
    Dictionary(grouping: high, by: \.key.workload).mapValues { items in
      items.map { .init(executions: $0.key.level, seconds: $0.value) }
        .sorted { $0.executions < $1.executions }
    }
  }

  /// The levels of one workload from 1 on, ascending; `high` is its share of `highLevels`.
  func levels(
    of workload: Int, high: [ConcurrencyDistribution.Level]
  ) -> [ConcurrencyDistribution.Level] {
    let first = workload * Self.flatLevels
    var result: [ConcurrencyDistribution.Level] = []
    for level in 1..<Self.flatLevels where flat[first + level] > 0 {
      result.append(.init(executions: level, seconds: Int(flat[first + level])))
    }
    return result + high
  }
}
