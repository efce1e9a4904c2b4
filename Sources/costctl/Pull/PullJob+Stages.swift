import CostModel
import Telemetry

extension PullJob {
  func plan(
    _ inventories: [Inventory], over range: Range<Int>, period: MetricRetention,
    into record: inout PullRecord
  ) throws {
    for (pull, region) in inventories {
      record.regions.append(
        PullRecord.Region(
          pulled: region, price: pull.price,
          sweep: try pull.plan(region, period: period, over: range)))
    }
  }

  /// `chosen` is nil while nobody knows which workloads are near a threshold: then all of them.
  func planDetail(
    _ inventories: [Inventory], over range: Range<Int>, of chosen: Set<Workload>?,
    into record: inout PullRecord
  ) throws {
    let since = Instant(epochSeconds: range.lowerBound)
    guard let finest = MetricRetention.finest(since: since, at: session.surroundings.clock),
      finest != .hour
    else { return }
    for (index, inventory) in inventories.enumerated() {
      record.regions[index].detail = try inventory.pull.plan(
        inventory.region, period: finest, over: range, only: chosen, isDetail: true)
      record.regions[index].isDetailUpperBound = chosen == nil
    }
  }

  func pass(
    _ inventories: [Inventory], _ plans: [PullPlan?], into record: inout PullRecord,
    _ progress: ProgressLine
  ) async throws {
    progress.expect(points: plans.reduce(0) { $0 + ($1?.points ?? 0) })
    let passes = try await withThrowingTaskGroup(of: (Int, PullPass).self) { group in
      for (index, inventory) in inventories.enumerated() {
        guard let plan = plans[index] else { continue }
        group.addTask { (index, try await inventory.pull.run(plan, in: inventory.region)) }
      }
      return try await group.reduce(into: [Int: PullPass]()) { $0[$1.0] = $1.1 }
    }
    for (index, pass) in passes {
      record.regions[index].pass.add(pass)
      record.wasInterrupted = record.wasInterrupted || pass.wasInterrupted
    }
  }

  /// The workloads whose verdict finer samples might turn, as far as the sweep could judge.
  func undecided(_ range: Range<Int>, _ record: PullRecord) throws -> Set<Workload> {
    let failed = Set(record.failures.map(\.workload))
    let window = AnalysisWindow(
      since: Instant(epochSeconds: range.lowerBound), until: Instant(epochSeconds: range.upperBound)
    )
    let profiles = try session.openForReading().profiles(in: window, functions: [])
    let settings = session.analysisSettings(sizing: nil, freeTier: false)
    let analysis = Analyzer(prices: try session.prices(), settings: settings)
      .analyze(profiles, in: window)
    return Set(
      analysis.workloads.filter { $0.utilization.isNearThreshold(of: settings.rule) }
        .map(\.profile.workload)
    ).subtracting(failed)
  }
}
