import CostModel

/// Workloads of every kind, drawn from a seed.
struct GeneratedFleet {
  let profiles: [UsageProfile]

  init(seed: UInt64, count: Int) {
    var generator = SplitMix64(seed: seed)
    profiles = (0..<count).map { Self.profile($0, &generator) }
  }

  private static func profile(_ index: Int, _ generator: inout SplitMix64) -> UsageProfile {
    func uniform(_ range: ClosedRange<Double>) -> Double {
      Double.random(in: range, using: &generator)
    }
    let sizes: [Double] = [128, 512, 1769, 3008, 5307, 10_240]
    let memory = sizes[Int.random(in: sizes.indices, using: &generator)]
    let peak = Int.random(in: 1...40, using: &generator)
    let share = uniform(0.01...0.6)
    let busy = (0..<14).map { _ in 86_400 * Double(peak) * share * uniform(0.5...1.5) }
    let total = busy.reduce(0, +)
    let isProvisioned = index % 7 == 3
    let ready = GBSeconds(total * memory / 1024)
    return .steady(
      name: "workload-\(index)", memory: Megabytes(memory),
      architecture: index % 3 == 0 ? .x86_64 : .arm64, busyPerDay: busy,
      invocations: (total / uniform(0.1...20)).rounded(.up),
      levels: levels(peak, share: share),
      provisioned: isProvisioned
        ? ProvisionedUsage(configured: ready * 1.4, served: ready * 0.5) : nil,
      durable: index % 5 == 1
        ? DurableUsage(operations: Operations(total), written: Gigabytes(total / 1e6)) : nil,
      ephemeralStorage: index % 4 == 2 ? Megabytes(2048) : nil)
  }

  /// The peak for a tenth of the time, half of it otherwise, silent for what is left.
  private static func levels(_ peak: Int, share: Double) -> [ConcurrencyDistribution.Level] {
    let low = ConcurrencyDistribution.Level(
      executions: max(1, peak / 2), seconds: Int(1_209_600 * min(0.9, share * 3)))
    let high = ConcurrencyDistribution.Level(executions: peak, seconds: 120_960)
    return peak == low.executions ? [high] : [low, high]
  }
}

extension UsageProfile {
  /// So many times the traffic in the same peak, on what is kept ready as before.
  func scaled(by volume: Double) -> UsageProfile {
    UsageProfile(
      workload: workload, configuration: configuration, window: window,
      coveredSeconds: coveredSeconds,
      totals: UsageTotals(
        invocations: totals.invocations * volume, busySeconds: totals.busySeconds * volume,
        gbSeconds: totals.gbSeconds.map { $0 * volume }),
      provisioned: provisioned.map {
        ProvisionedUsage(configured: $0.configured, served: $0.served * volume)
      },
      durable: durable.map {
        DurableUsage(operations: $0.operations * volume, written: $0.written * volume)
      },
      concurrency: concurrency,
      blocks: blocks.map {
        UsageBlock(seconds: $0.seconds, busySeconds: $0.busySeconds * volume)
      })
  }

  /// The same traffic seen for twice as long.
  var doubled: UsageProfile {
    UsageProfile(
      workload: workload, configuration: configuration,
      window: AnalysisWindow(
        since: window.since, until: window.until.advanced(by: window.seconds)),
      coveredSeconds: 2 * coveredSeconds,
      totals: UsageTotals(
        invocations: totals.invocations * 2, busySeconds: totals.busySeconds * 2,
        gbSeconds: totals.gbSeconds.map { $0 * 2 }),
      provisioned: provisioned.map {
        ProvisionedUsage(configured: $0.configured * 2, served: $0.served * 2)
      },
      durable: durable.map {
        DurableUsage(operations: $0.operations * 2, written: $0.written * 2)
      },
      concurrency: concurrency.merging(concurrency), blocks: blocks + blocks)
  }
}
