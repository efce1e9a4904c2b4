import CostModel

/// Seconds spent at each level of concurrency, for many workloads at once.
struct ConcurrencyTally: ~Copyable {
  /// Every workload counts the levels below this in flat memory.
  private static let lowLevels = 64
  /// A workload that ever needs more gets an array up to this as well.
  private static let middleLevels = 2048

  /// A level that no array counts.
  private struct Beyond: Hashable {
    let workload: Int
    let level: Int
  }

  private let low: UnsafeMutablePointer<Int32>
  private var middle: [Int32] = []
  /// The place of a workload's share of `middle`; -1 for none.
  private var middlePlaces: [Int32]
  private var beyond: [Beyond: Int] = [:]

  init(workloads: Int) {
    low = .allocate(capacity: workloads * Self.lowLevels)
    low.initialize(repeating: 0, count: workloads * Self.lowLevels)
    middlePlaces = Array(repeating: -1, count: workloads)
  }

  deinit { low.deallocate() }

  mutating func add(_ level: Int, seconds: Int, workload: Int) {
    if level < Self.lowLevels {
      low[workload * Self.lowLevels + level] += Int32(truncatingIfNeeded: seconds)
    } else {
      addHigh(level, seconds: seconds, workload: workload)
    }
  }

  private mutating func addHigh(_ level: Int, seconds: Int, workload: Int) {
    if level < Self.middleLevels {
      if middlePlaces[workload] < 0 {
        middlePlaces[workload] = Int32(truncatingIfNeeded: middle.count / Self.middleLevels)
        middle.append(contentsOf: repeatElement(0, count: Self.middleLevels))
      }
      let first = Int(middlePlaces[workload]) * Self.middleLevels
      middle[first + level] += Int32(truncatingIfNeeded: seconds)
    } else {
      beyond[Beyond(workload: workload, level: level), default: 0] += seconds
    }
  }

  /// Adds each value of a JSON array of whole numbers.
  mutating func add(levels text: UnsafeRawBufferPointer, seconds: Int, workload: Int) throws {
    var level = 0
    for byte in UnsafeRawBufferPointer(rebasing: text.dropFirst()) {
      let digit = byte &- 0x30
      if digit <= 9 {
        level = level * 10 + Int(digit)
        guard level <= Metric.largestConcurrency else { throw BucketDamage() }
      } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") {
        add(level, seconds: seconds, workload: workload)
        level = 0
      } else {
        throw BucketDamage()
      }
    }
  }

  /// The levels no array counts, by workload, ascending.
  func levelsBeyond() -> [Int: [ConcurrencyDistribution.Level]] {
    Dictionary(grouping: beyond, by: \.key.workload).mapValues { items in
      items.map { .init(executions: $0.key.level, seconds: $0.value) }
        .sorted { $0.executions < $1.executions }
    }
  }

  /// The levels of one workload from 1 on, ascending; `beyond` is its share of `levelsBeyond`.
  func levels(
    of workload: Int, beyond: [ConcurrencyDistribution.Level]
  ) -> [ConcurrencyDistribution.Level] {
    let low = UnsafeBufferPointer(start: low + workload * Self.lowLevels, count: Self.lowLevels)
    var result: [ConcurrencyDistribution.Level] = []
    result.reserveCapacity(low.count { $0 > 0 } + beyond.count)
    for level in 1..<Self.lowLevels where low[level] > 0 {
      result.append(.init(executions: level, seconds: Int(low[level])))
    }
    if middlePlaces[workload] >= 0 {
      let first = Int(middlePlaces[workload]) * Self.middleLevels
      for level in Self.lowLevels..<Self.middleLevels where middle[first + level] > 0 {
        result.append(.init(executions: level, seconds: Int(middle[first + level])))
      }
    }
    result.append(contentsOf: beyond)
    return result
  }
}
