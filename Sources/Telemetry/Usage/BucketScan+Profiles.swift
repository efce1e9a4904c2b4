import CostModel

extension BucketScan {
  /// What the workloads of the share did, in the order of the plan's entries.
  var profiles: [UsageProfile] {
    let blockSeconds = (0..<plan.blocks.count).map(plan.blocks.seconds)
    let levelsBeyond = tally.concurrency.levelsBeyond()
    return share.map { place in
      let number = place - share.lowerBound
      return profile(
        plan.entries[place], tally.totals[number],
        concurrency: ConcurrencyDistribution(
          levels: tally.concurrency.levels(of: number, beyond: levelsBeyond[number] ?? []),
          isEstimated: tally.totals[number].isEstimated),
        blocks: zip(blockSeconds, tally.blocks(of: number)).map {
          UsageBlock(seconds: $0, busySeconds: $1 / 1000)
        })
    }
  }

  private func profile(
    _ entry: ScanPlan.Entry, _ totals: WorkloadTotals, concurrency: ConcurrencyDistribution,
    blocks: [UsageBlock]
  ) -> UsageProfile {
    let last = plan.window.until.epochSeconds - 1
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
      window: plan.window, coveredSeconds: entry.coveredSeconds,
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
