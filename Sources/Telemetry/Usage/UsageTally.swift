/// What the scan of a stretch of time has added up, for every selected workload.
struct UsageTally: Sendable {
  private(set) var totals: [WorkloadTotals]
  private(set) var concurrency: ConcurrencyTally
  /// Busy milliseconds by workload and block of the window, row-major.
  private(set) var blocks: [Double]
  private let blockCount: Int

  init(workloads: Int, blocks blockCount: Int) {
    totals = Array(repeating: WorkloadTotals(), count: workloads)
    concurrency = ConcurrencyTally(workloads: workloads)
    blocks = Array(repeating: 0, count: workloads * blockCount)
    self.blockCount = blockCount
  }

  func blocks(of workload: Int) -> ArraySlice<Double> {
    blocks[workload * blockCount..<(workload + 1) * blockCount]
  }

  mutating func merge(_ other: UsageTally) {
    for index in totals.indices { totals[index].merge(other.totals[index]) }
    for index in blocks.indices { blocks[index] += other.blocks[index] }
    concurrency.merge(other.concurrency)
  }

  /// Adds one sample; `memoryMB` is what was configured when it began.
  mutating func add(_ sample: UsageSample, workload: Int, block: Int, memoryMB: Int?) {
    let busy = sample.busyMilliseconds ?? 0
    totals[workload].add(sample, memoryMB: Double(memoryMB ?? 0))
    blocks[workload * blockCount + block] += busy
    concurrency.add(sample.level, seconds: sample.period, workload: workload)
  }

  /// Marks that executions were not counted where `content` has durable operations.
  mutating func noteUncounted(_ content: borrowing BucketContent, workload: Int) {
    guard content.slots(with: .durableExecutions) == 0,
      content.slots(with: .durableOperations) != 0, content.summary(.durableOperations) > 0
    else { return }
    totals[workload].lacksExecutions = true
  }

  /// Adds a whole bucket by its summary columns.
  mutating func add(
    _ row: borrowing BucketSummaryRow, period: Int, workload: Int, block: Int, memoryMB: Int?
  ) throws {
    let busy = totals[workload].add(row, memoryMB: Double(memoryMB ?? 0))
    blocks[workload * blockCount + block] += busy
    let levels = row.concurrencyLevels
    if !levels.isEmpty {
      try concurrency.add(levels: levels, seconds: period, workload: workload)
    }
  }
}

extension WorkloadTotals {
  fileprivate mutating func add(_ sample: UsageSample, memoryMB: Double) {
    let busy = sample.busyMilliseconds ?? 0
    invocations += sample.invocations ?? 0
    busyMilliseconds += busy
    memoryMilliseconds += busy * memoryMB
    longestMilliseconds.raise(to: sample.longestMilliseconds)
    errors.add(sample.errors)
    throttles.add(sample.throttles)
    durableOperations.add(sample.durableOperations)
    durableBytes.add(sample.durableBytes)
    durableExecutions.add(sample.durableExecutions)
    isEstimated = isEstimated || sample.concurrency == nil
    if let ready = sample.provisioned {
      let configured = ready * Double(sample.period)
      provisioned.add(configured * memoryMB)
      served += min(busy / 1000, configured) * memoryMB
    }
  }

  /// Adds a bucket and returns its busy milliseconds.
  fileprivate mutating func add(
    _ row: borrowing BucketSummaryRow, memoryMB: Double
  ) -> Double {
    let busy = row.busyMilliseconds ?? 0
    invocations += row.invocations ?? 0
    busyMilliseconds += busy
    memoryMilliseconds += busy * memoryMB
    longestMilliseconds.raise(to: row.longestMilliseconds)
    errors.add(row.errors)
    throttles.add(row.throttles)
    durableOperations.add(row.durableOperations)
    durableBytes.add(row.durableBytes)
    durableExecutions.add(row.durableExecutions)
    if row.durableExecutions == nil, (row.durableOperations ?? 0) > 0 { lacksExecutions = true }
    return busy
  }
}
