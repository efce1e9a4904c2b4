import CostModel

/// The outcome of the scans of one window, ready to be told workload by workload.
struct ScanResult {
  let plan: ScanPlan
  let tally: UsageTally
  let window: AnalysisWindow

  func profiles() -> [UsageProfile] {
    let beyond = tally.concurrency.levelsBeyond()
    let lengths = (0..<plan.blocks.count).map(plan.blocks.seconds)
    return plan.sorted.map { place in
      let blocks = zip(lengths, tally.blocks(of: place)).map {
        UsageBlock(seconds: $0, busySeconds: $1 / 1000)
      }
      return profile(
        plan.entries[place], tally.totals[place], blocks,
        ConcurrencyDistribution(
          levels: tally.concurrency.levels(of: place, beyond: beyond[place] ?? []),
          isEstimated: tally.totals[place].isEstimated))
    }
  }

  private func profile(
    _ entry: ScanPlan.Entry, _ totals: WorkloadTotals, _ blocks: [UsageBlock],
    _ concurrency: ConcurrencyDistribution
  ) -> UsageProfile {
    let last = window.until.epochSeconds - 1
    let memory = entry.history.memoryMB(at: last)
    let inventory = entry.history.inventory(at: last)
    return UsageProfile(
      workload: entry.workload,
      configuration: FunctionConfiguration(
        memory: memory.map { Megabytes(Double($0)) },
        architecture: entry.history.architecture(at: last),
        ephemeralStorage: inventory?.ephemeralStorageMB.map { Megabytes(Double($0)) },
        durableRetentionDays: inventory?.durableRetentionDays,
        runsOnManagedInstances: inventory?.runsOnManagedInstances ?? false),
      window: window, coveredSeconds: entry.coverage.seconds(in: plan.blocks.window),
      totals: totals.usage(isMemoryKnown: memory != nil),
      provisioned: memory == nil ? nil : totals.provisionedUsage, durable: totals.durable,
      concurrency: concurrency, blocks: blocks)
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
      written: Gigabytes(bytes: durableBytes ?? 0))
  }
}
