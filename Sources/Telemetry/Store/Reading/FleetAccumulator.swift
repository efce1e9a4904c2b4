import CostModel

/// Running sums of many workloads over one stretch of the window, in flat arrays.
///
/// Accumulators of disjoint stretches merge; a workload is known by its place, 0 to count - 1.
struct FleetAccumulator: Sendable {
  /// What the samples of one workload add up to.
  struct Sums: Sendable {
    var invocations = 0.0
    var busyMilliseconds = 0.0
    /// Milliseconds times MB, over samples whose memory is known.
    var memoryWeighted = 0.0
    /// Milliseconds of samples whose memory is not known from the sample itself.
    var unweighted = 0.0
    var longestMilliseconds = -1.0
    var errors = -1.0
    var throttles = -1.0
    var operations = -1.0
    var bytesWritten = -1.0
    /// MB-milliseconds kept ready, and served from what was kept ready.
    var provisionedConfigured = -1.0
    var provisionedServed = 0.0
    var isEstimated = false
    /// The one period seen; 0 is none yet, -1 is more than one.
    var period: Int32 = 0
  }

  let blocks: BlockPlan
  private(set) var sums: [Sums]
  private var busyByBlock: [Double]
  /// Seconds at each level below `tableLevels`; the rest is in `high`.
  private var levelSeconds: [Int32]
  private var high: [Int: [Int: Int]] = [:]

  private static let tableLevels = 64

  init(workloads: Int, blocks: BlockPlan) {
    self.blocks = blocks
    sums = Array(repeating: Sums(), count: workloads)
    busyByBlock = Array(repeating: 0, count: workloads * blocks.count)
    levelSeconds = Array(repeating: 0, count: workloads * Self.tableLevels)
  }

  /// Gives in-place access to one workload's sums.
  @inline(__always)
  mutating func update(_ place: Int, _ change: (inout Sums) -> Void) { change(&sums[place]) }

  mutating func add(busyMilliseconds: Double, of place: Int, at instant: Int) {
    busyByBlock[place * blocks.count + blocks.index(of: instant)] += busyMilliseconds
  }

  mutating func add(level: Int, seconds: Int, of place: Int) {
    guard level > 0 else { return }
    if level < Self.tableLevels {
      levelSeconds[place * Self.tableLevels + level] += Int32(truncatingIfNeeded: seconds)
    } else {
      high[place, default: [:]][level, default: 0] += seconds
    }
  }

  /// Adds what another accumulator with the same plan saw in a later stretch.
  mutating func merge(_ other: FleetAccumulator) {
    for place in sums.indices { sums[place].merge(other.sums[place]) }
    for index in busyByBlock.indices { busyByBlock[index] += other.busyByBlock[index] }
    for index in levelSeconds.indices { levelSeconds[index] += other.levelSeconds[index] }
    for (place, levels) in other.high {
      for (level, seconds) in levels { high[place, default: [:]][level, default: 0] += seconds }
    }
  }

  func concurrency(of place: Int) -> ConcurrencyDistribution {
    var levels: [ConcurrencyDistribution.Level] = []
    let row = levelSeconds[place * Self.tableLevels..<(place + 1) * Self.tableLevels]
    for (executions, seconds) in row.enumerated() where seconds > 0 {
      levels.append(.init(executions: executions, seconds: Int(seconds)))
    }
    for (executions, seconds) in (high[place] ?? [:]).sorted(by: { $0.key < $1.key }) {
      levels.append(.init(executions: executions, seconds: seconds))
    }
    return ConcurrencyDistribution(levels: levels, isEstimated: sums[place].isEstimated)
  }

  func usageBlocks(of place: Int) -> [UsageBlock] {
    (0..<blocks.count).map { block in
      UsageBlock(
        seconds: blocks.seconds(of: block),
        busySeconds: busyByBlock[place * blocks.count + block] / 1000)
    }
  }
}

extension FleetAccumulator.Sums {
  /// Sums that start at -1 were never delivered.
  static func add(_ value: Double, to sum: inout Double) { sum = max(sum, 0) + value }

  fileprivate mutating func merge(_ other: Self) {
    invocations += other.invocations
    busyMilliseconds += other.busyMilliseconds
    memoryWeighted += other.memoryWeighted
    unweighted += other.unweighted
    longestMilliseconds = max(longestMilliseconds, other.longestMilliseconds)
    Self.join(other.errors, to: &errors)
    Self.join(other.throttles, to: &throttles)
    Self.join(other.operations, to: &operations)
    Self.join(other.bytesWritten, to: &bytesWritten)
    Self.join(other.provisionedConfigured, to: &provisionedConfigured)
    provisionedServed += other.provisionedServed
    isEstimated = isEstimated || other.isEstimated
    if period == 0 { period = other.period }
    if other.period != 0, other.period != period { period = -1 }
  }

  private static func join(_ other: Double, to sum: inout Double) {
    if other >= 0 { add(other, to: &sum) }
  }
}
