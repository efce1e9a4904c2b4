/// The samples of one UTC day of workloads that have several periods, made to tell each time once.
///
/// Where finer samples lie inside a coarser one and account for all that it says, they stand for it;
/// else, as when only some metrics came by the minute, it stands for them.
struct DayOfSamples {
  private var samples: [Int: [UsageSample]] = [:]

  var isEmpty: Bool { samples.isEmpty }

  mutating func add(_ sample: UsageSample, workload: Int) {
    samples[workload, default: []].append(sample)
  }

  /// The samples that count, by workload and time, and an empty day again.
  mutating func drain() -> [(workload: Int, sample: UsageSample)] {
    defer { samples = [:] }
    return samples.keys.sorted().flatMap { workload in
      Self.resolved(samples[workload, default: []]).map { (workload, $0) }
    }
  }

  static func resolved(_ samples: [UsageSample]) -> [UsageSample] {
    let byPeriod = Dictionary(grouping: samples, by: \.period).mapValues { samples in
      samples.sorted { $0.instant < $1.instant }
    }
    let periods = byPeriod.keys.sorted()
    return periods.reduce([]) { finer, period in
      merged(finer, byPeriod[period, default: []])
    }
  }

  /// Both lists ascend and neither overlaps itself; nor does the result.
  private static func merged(
    _ finer: [UsageSample], _ coarser: [UsageSample]
  ) -> [UsageSample] {
    var result: [UsageSample] = []
    var next = 0
    for coarse in coarser {
      let before = finer[next...].prefix { $0.span.upperBound <= coarse.instant }
      result += before
      next = before.endIndex
      let inside = finer[next...].prefix { $0.instant < coarse.span.upperBound }
      next = inside.endIndex
      let isTaken = (result.last?.span.upperBound ?? coarse.instant) > coarse.instant
      if isTaken || !inside.isEmpty && account(inside, for: coarse) {
        result += inside
      } else {
        result.append(coarse)
      }
    }
    return result + finer[next...]
  }

  private static func account(_ finer: ArraySlice<UsageSample>, for coarse: UsageSample) -> Bool {
    let rounding = 1 - 1e-9
    func addUp(_ metric: (UsageSample) -> Double?) -> Bool {
      finer.reduce(0) { $0 + (metric($1) ?? 0) } >= (metric(coarse) ?? 0) * rounding
    }
    func deliver(_ metric: (UsageSample) -> Double?) -> Bool {
      metric(coarse) == nil
        || finer.allSatisfy { ($0.invocations ?? 0) == 0 || metric($0) != nil }
    }
    return addUp(\.invocations) && addUp(\.busyMilliseconds) && addUp(\.errors)
      && addUp(\.throttles) && addUp(\.durableOperations) && addUp(\.durableBytes)
      && addUp(\.durableExecutions)
      && deliver(\.concurrency) && deliver(\.longestMilliseconds) && deliver(\.provisioned)
  }
}
