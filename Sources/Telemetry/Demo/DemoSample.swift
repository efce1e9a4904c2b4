import CostModel

/// One period of one made-up workload, in the units of the import contract.
struct DemoSample: Hashable {
  let timestamp: Instant
  let invocations: Int
  /// Milliseconds, all invocations together.
  let durationSum: Int
  /// Milliseconds of the longest invocation.
  let durationMax: Int
  let concurrency: Int
  let errors: Int
  let throttles: Int
  let durableOperations: Int?
  let durableBytes: Int?
  let durableExecutions: Int?
}

extension DemoWorkload {
  /// Samples of every period with traffic, and of every period that keeps environments provisioned.
  ///
  /// Only +, -, *, / on doubles: the same bytes on every architecture.
  func samples(in window: AnalysisWindow, seed: UInt64) -> [DemoSample] {
    var generator = SplitMix64(seed: seed)
    let step = Int(period.inSeconds)
    let day = 86_400
    var samples: [DemoSample] = []
    var dayFactor = 1.0
    for offset in stride(from: 0, to: window.seconds, by: step) {
      if offset % day == 0 { dayFactor = generator.factor(within: dailySpread.value) }
      let timestamp = window.since.advanced(by: offset)
      // The fleet's window starts on a Monday; one cut from it keeps its weekdays.
      let hour = timestamp.seconds(since: DemoFleet.window.since) / 3600
      let load = load(at: hour, dayFactor: dayFactor, using: &generator)
      let isPeak = peak > 0 && hour == busiestHour
      guard load > 0 || isPeak || provisioned != nil else { continue }
      samples.append(sample(at: timestamp, load: load, isPeak: isPeak, using: &generator))
    }
    return samples
  }

  /// Executions running on average in a period.
  private func load(at hour: Int, dayFactor: Double, using generator: inout SplitMix64) -> Double {
    guard peak > 0 else { return 0 }
    let mean = utilization.value * Double(peak)
    let wanted = mean * rhythm.weight(hour: hour) / rhythm.mean * dayFactor
    return min(wanted * generator.factor(within: 0.08), Double(peak) * 0.96)
  }

  /// The hour whose concurrency is the peak: the rhythm's first maximum in the last week.
  private var busiestHour: Int {
    let week = 7 * 24
    var best = week
    for hour in week..<(2 * week) where rhythm.weight(hour: hour) > rhythm.weight(hour: best) {
      best = hour
    }
    return best + 48
  }

  private func sample(
    at timestamp: Instant, load: Double, isPeak: Bool, using generator: inout SplitMix64
  ) -> DemoSample {
    let milliseconds = duration.inSeconds * 1000
    let invocations = Int((load * period.inSeconds / duration.inSeconds).rounded())
    let busy = Double(invocations) * milliseconds * generator.factor(within: 0.03)
    let spike =
      min(generator.factor(within: 0.15) * longest, 890 / duration.inSeconds) * milliseconds
    let floor = Int((busy / (period.inSeconds * 1000)).rounded(.up))
    let burst = Int((load * 1.25).rounded(.up))
    let concurrency = isPeak ? peak : min(peak, max(floor, burst))
    let operations = durable.map { $0.operations * invocations }
    return DemoSample(
      timestamp: timestamp,
      invocations: invocations,
      durationSum: Int(busy.rounded()),
      durationMax: invocations == 0 ? 0 : Int(max(spike, busy / Double(invocations)).rounded(.up)),
      concurrency: invocations == 0 && !isPeak ? 0 : concurrency,
      errors: Int((Double(invocations) * errorShare.value).rounded()),
      throttles: Int((Double(invocations) * throttleShare.value).rounded()),
      durableOperations: operations,
      durableBytes: durable.flatMap { state in operations.map { $0 * state.bytesPerOperation } },
      durableExecutions: durable.map { invocations / $0.invocations })
  }
}

extension SplitMix64 {
  /// A factor drawn evenly from 1 - spread … 1 + spread.
  fileprivate mutating func factor(within spread: Double) -> Double {
    let unit = Double(next() >> 11) * 0x1p-53
    return 1 + spread * (2 * unit - 1)
  }
}
