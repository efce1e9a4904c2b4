import CostModel

/// The outcome of the scans of one window, ready to be told workload by workload.
struct ScanResult: Sendable {
  private let plan: ScanPlan
  private let tally: UsageTally
  private let window: AnalysisWindow
  private let blockSeconds: [Int]
  private let levelsBeyond: [Int: [ConcurrencyDistribution.Level]]

  init(plan: ScanPlan, tally: UsageTally, window: AnalysisWindow) {
    self.plan = plan
    self.tally = tally
    self.window = window
    blockSeconds = (0..<plan.blocks.count).map(plan.blocks.seconds)
    levelsBeyond = tally.concurrency.levelsBeyond()
  }

  /// The profiles of a part of the workloads, counted in the order of the results.
  func profiles(_ part: Range<Int>) -> [UsageProfile] {
    plan.sorted[part].map { place in profile(place, plan.entries[place]) }
  }

  var count: Int { plan.sorted.count }

  private func profile(_ place: Int, _ entry: ScanPlan.Entry) -> UsageProfile {
    let totals = tally.totals[place]
    let last = window.until.epochSeconds - 1
    let memory = entry.history.memoryMB(at: last)
    let inventory = entry.history.inventory(at: last)
    return UsageProfile(
      workload: entry.workload,
      configuration: FunctionConfiguration(
        memory: memory.map { Megabytes(Double($0)) },
        architecture: entry.history.architecture(at: last),
        ephemeralStorage: inventory?.ephemeralStorageMB.map { Megabytes(Double($0)) },
        durable: inventory?.durable,
        runsOnManagedInstances: inventory?.runsOnManagedInstances ?? false,
        deployment: inventory?.deployment),
      window: window, coveredSeconds: entry.coveredSeconds,
      failedSeconds: entry.failedSeconds,
      totals: totals.usage(isMemoryKnown: memory != nil),
      provisioned: memory == nil ? nil : totals.provisionedUsage, durable: totals.durable,
      insights: entry.insights,
      concurrency: ConcurrencyDistribution(
        levels: tally.concurrency.levels(of: place, beyond: levelsBeyond[place] ?? []),
        isEstimated: totals.isEstimated),
      blocks: zip(blockSeconds, tally.blocks(of: place)).map {
        UsageBlock(seconds: $0, busySeconds: $1 / 1000)
      })
  }
}

extension WorkloadTotals {
  private static let megabytesPerGigabyte = 1024.0

  fileprivate func usage(isMemoryKnown: Bool) -> UsageTotals {
    UsageTotals(
      invocations: Requests(invocations), busySeconds: busyMilliseconds / 1000,
      gbSeconds: isMemoryKnown
        ? GBSeconds(memoryMilliseconds / 1000 / Self.megabytesPerGigabyte) : nil,
      errors: errors, throttles: throttles, longestSeconds: longestMilliseconds.map { $0 / 1000 })
  }

  fileprivate var provisionedUsage: ProvisionedUsage? {
    provisioned.map {
      ProvisionedUsage(
        configured: GBSeconds($0 / Self.megabytesPerGigabyte),
        served: GBSeconds(served / Self.megabytesPerGigabyte))
    }
  }

  /// One of the two metrics alone means that the other had nothing to deliver.
  fileprivate var durable: DurableUsage? {
    guard durableOperations != nil || durableBytes != nil else { return nil }
    return DurableUsage(
      operations: Operations(durableOperations ?? 0),
      written: Gigabytes(bytes: durableBytes ?? 0),
      executions: lacksExecutions ? nil : durableExecutions.map { Executions($0) })
  }
}
