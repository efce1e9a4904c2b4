package import CostModel
import Dispatch
import GRDB
import Synchronization

extension UsageStore {
  /// Usage of every workload ever seen, over a window, by workload.
  /// - Parameter functions: globs on the function name; none means all.
  package func profiles(in window: AnalysisWindow, functions globs: [String]) throws
    -> [UsageProfile]
  {
    try Self.reporting(path) {
      let known = try queue.read { try WorkloadRecords($0, functions: globs) }
      let reader = ProfileReader(store: self, known: known, window: window)
      return try reader.profiles()
    }
  }
}

/// Adds up the buckets of a window, half of it on each of two connections.
private struct ProfileReader {
  let store: UsageStore
  let known: WorkloadRecords
  let window: AnalysisWindow

  func profiles() throws -> [UsageProfile] {
    let blocks = BlockPlan(window)
    var fleet = try scan(blocks)
    let mixed = Set(fleet.sums.indices.filter { fleet.sums[$0].period < 0 })
    if !mixed.isEmpty {
      fleet = try scan(blocks, skipping: mixed)
      try addMixed(mixed, to: &fleet)
    }
    return known.records.enumerated().map { place, record in
      UsageProfile(record, place: place, in: fleet, window: window)
    }
  }

  /// Every bucket that may touch the window begins within a day before it.
  private var starts: Range<Int> {
    window.since.epochSeconds - SamplePeriod.day + 1..<window.until.epochSeconds
  }

  private func scan(_ blocks: BlockPlan, skipping skipped: Set<Int> = []) throws
    -> FleetAccumulator
  {
    let bucketScan = BucketScan(places: known.places, blocks: blocks, skipped: skipped)
    let count = known.records.count
    guard store.path != ":memory:" else {
      return try store.queue.read { try bucketScan.run($0, starts: starts, workloads: count) }
    }
    let middle = (starts.lowerBound + starts.upperBound) / 2
    let parts = [starts.lowerBound..<middle, middle..<starts.upperBound]
    let path = store.path
    let results = Mutex<[Int: Result<FleetAccumulator, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: parts.count) { part in
      let result = Result {
        try UsageStore.connect(path, .readOnly).read {
          try bucketScan.run($0, starts: parts[part], workloads: count)
        }
      }
      results.withLock { $0[part] = result }
    }
    let found = results.withLock { $0 }
    var fleet = FleetAccumulator(workloads: count, blocks: blocks)
    for part in parts.indices {
      if let scanned = try found[part]?.get() { fleet.merge(scanned) }
    }
    return fleet
  }

  private func addMixed(_ mixed: Set<Int>, to fleet: inout FleetAccumulator) throws {
    var samples: [Int: MixedPeriods] = [:]
    try store.queue.read { database in
      let rows = try PreparedStatement(
        database,
        "SELECT start, workload, period_seconds FROM sample_bucket WHERE start >= ? AND start < ?")
      let lookup = try BucketLookup(database)
      rows.bind(starts.lowerBound, at: 1)
      rows.bind(starts.upperBound, at: 2)
      while try rows.step() {
        let place = Int(known.places[rows.int(1)])
        guard place >= 0, mixed.contains(place) else { continue }
        let key = BucketKey(
          start: rows.int(0), workload: rows.int(1), periodSeconds: rows.int(2))
        try lookup.forEachSample(of: key) { samples[place, default: MixedPeriods()].add($0) }
      }
    }
    for (place, mixed) in samples.sorted(by: { $0.key < $1.key }) {
      for sample in mixed.resolved() { sample.add(to: &fleet, place: place) }
    }
  }
}

extension UsageProfile {
  fileprivate init(
    _ record: WorkloadRecords.Record, place: Int, in fleet: FleetAccumulator,
    window: AnalysisWindow
  ) {
    let sums = fleet.sums[place]
    let setting = record.history.setting(at: window.until.epochSeconds - 1)
    let memory = setting?.memory.map { Megabytes(Double($0)) }
    self.init(
      workload: record.workload,
      configuration: FunctionConfiguration(memory: memory, architecture: setting?.architecture),
      window: window,
      coveredSeconds: record.covered.seconds(in: fleet.blocks.window),
      totals: UsageTotals(sums, memory: memory),
      provisioned: sums.provisionedConfigured < 0
        ? nil
        : ProvisionedUsage(
          configured: GBSeconds(megabyteMilliseconds: sums.provisionedConfigured),
          served: GBSeconds(megabyteMilliseconds: sums.provisionedServed)),
      durable: sums.operations < 0 && sums.bytesWritten < 0
        ? nil
        : DurableUsage(
          operations: Operations(max(0, sums.operations)),
          written: Gigabytes(bytes: max(0, sums.bytesWritten))),
      concurrency: fleet.concurrency(of: place),
      blocks: fleet.usageBlocks(of: place))
  }
}

extension UsageTotals {
  /// - Parameter memory: what is known of the function where its samples do not say.
  fileprivate init(_ sums: FleetAccumulator.Sums, memory: Megabytes?) {
    let isWeighable = memory != nil || (sums.unweighted == 0 && sums.busyMilliseconds > 0)
    let weighted = sums.memoryWeighted + sums.unweighted * (memory?.value ?? 0)
    self.init(
      invocations: Requests(sums.invocations),
      busySeconds: sums.busyMilliseconds / 1000,
      gbSeconds: isWeighable ? GBSeconds(megabyteMilliseconds: weighted) : nil,
      errors: sums.errors < 0 ? nil : sums.errors,
      throttles: sums.throttles < 0 ? nil : sums.throttles,
      longestSeconds: sums.longestMilliseconds < 0 ? nil : sums.longestMilliseconds / 1000)
  }
}

extension GBSeconds {
  fileprivate init(megabyteMilliseconds: Double) { self.init(megabyteMilliseconds / 1_024_000) }
}
