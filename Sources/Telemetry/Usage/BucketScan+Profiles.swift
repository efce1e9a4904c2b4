import CostModel

extension BucketScan {
  /// What the workloads of the share did, in the order of its entries.
  var profiles: [UsageProfile] {
    let blockSeconds = (0..<share.blocks.count).map(share.blocks.seconds)
    let levelsBeyond = tally.concurrency.levelsBeyond()
    return share.entries.enumerated().map { place, entry in
      let totals = tally.totals[place]
      let configuration = FunctionConfiguration(
        share.histories[place], at: share.window.until.epochSeconds - 1)
      let hasMemory = configuration.memory != nil
      return UsageProfile(
        workload: entry.workload, configuration: configuration, window: share.window,
        coveredSeconds: share.series[place].coveredSeconds,
        failedSeconds: share.gaps[entry.id]?.seconds ?? 0,
        totals: totals.usage(isMemoryKnown: hasMemory),
        provisioned: hasMemory ? totals.provisionedUsage : nil, durable: totals.durable,
        insights: share.insights[entry.id],
        concurrency: ConcurrencyDistribution(
          levels: tally.concurrency.levels(of: place, beyond: levelsBeyond[place] ?? []),
          isEstimated: totals.isEstimated),
        blocks: zip(blockSeconds, tally.blocks(of: place)).map {
          UsageBlock(seconds: $0, busySeconds: $1 / 1000)
        })
    }
  }
}

extension FunctionConfiguration {
  fileprivate init(_ history: SettingHistory, at epochSeconds: Int) {
    let inventory = history.inventory(at: epochSeconds)
    self.init(
      memory: history.memoryMB(at: epochSeconds).map { Megabytes(Double($0)) },
      architecture: history.architecture(at: epochSeconds),
      ephemeralStorage: inventory?.ephemeralStorageMB.map { Megabytes(Double($0)) },
      durable: inventory?.durable,
      runsOnManagedInstances: inventory?.runsOnManagedInstances ?? false,
      deployment: inventory?.deployment)
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
