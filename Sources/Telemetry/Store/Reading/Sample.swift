import GRDB

/// One period of one workload, unfolded.
struct Sample {
  let start: Int
  let periodSeconds: Int
  let invocations: Double?
  let duration: Double?
  let longest: Double?
  let concurrency: Double?
  let errors: Double?
  let throttles: Double?
  let operations: Double?
  let bytesWritten: Double?
  let provisioned: Double?
  let memory: Double?

  init(slot: Int, of key: BucketKey, in content: borrowing BucketContent) {
    start = key.start + slot * key.periodSeconds
    periodSeconds = key.periodSeconds
    invocations = content.delivered(.invocations, at: slot)
    duration = content.delivered(.durationSum, at: slot)
    longest = content.delivered(.durationMaximum, at: slot)
    concurrency = content.delivered(.concurrency, at: slot)
    errors = content.delivered(.errors, at: slot)
    throttles = content.delivered(.throttles, at: slot)
    operations = content.delivered(.durableOperations, at: slot)
    bytesWritten = content.delivered(.durableBytes, at: slot)
    provisioned = content.delivered(.provisioned, at: slot)
    memory = content.delivered(.memory, at: slot)
  }

  var end: Int { start + periodSeconds }

  /// Adds the sample if it lies inside the window.
  func add(to fleet: inout FleetAccumulator, place: Int) {
    let window = fleet.blocks.window
    guard start >= window.lowerBound, end <= window.upperBound else { return }
    let busy = duration ?? 0
    addLevel(busy: busy, to: &fleet, place: place)
    fleet.add(busyMilliseconds: busy, of: place, at: start)
    fleet.update(place) { sums in
      sums.invocations += invocations ?? 0
      sums.busyMilliseconds += busy
      if let memory { sums.memoryWeighted += busy * memory } else { sums.unweighted += busy }
      if let longest { sums.longestMilliseconds = max(sums.longestMilliseconds, longest) }
      if let errors { FleetAccumulator.Sums.add(errors, to: &sums.errors) }
      if let throttles { FleetAccumulator.Sums.add(throttles, to: &sums.throttles) }
      if let operations { FleetAccumulator.Sums.add(operations, to: &sums.operations) }
      if let bytesWritten { FleetAccumulator.Sums.add(bytesWritten, to: &sums.bytesWritten) }
      addProvisioned(busy: busy, to: &sums)
    }
  }

  /// A missing concurrency metric is replaced by its lower bound, ceil(duration / period).
  private func addLevel(busy: Double, to fleet: inout FleetAccumulator, place: Int) {
    if let concurrency {
      fleet.add(level: Int(concurrency), seconds: periodSeconds, of: place)
    } else if busy > 0 {
      let bound = (busy / (1000 * Double(periodSeconds))).rounded(.up)
      fleet.add(level: Int(bound), seconds: periodSeconds, of: place)
      fleet.update(place) { $0.isEstimated = true }
    }
  }

  private func addProvisioned(busy: Double, to sums: inout FleetAccumulator.Sums) {
    guard let provisioned, let memory else { return }
    let ready = provisioned * Double(periodSeconds) * 1000
    FleetAccumulator.Sums.add(ready * memory, to: &sums.provisionedConfigured)
    sums.provisionedServed += min(busy, ready) * memory
  }
}

/// Fetches single buckets and unfolds them.
final class BucketLookup {
  private let statement: PreparedStatement
  private var content = BucketContent()

  init(_ database: Database) throws {
    let columns = BucketColumns.names.joined(separator: ", ")
    statement = try PreparedStatement(
      database,
      "SELECT \(columns) FROM sample_bucket WHERE start = ? AND workload = ? AND period_seconds = ?")
  }

  func forEachSample(of key: BucketKey, _ body: (Sample) -> Void) throws {
    key.bind(to: statement)
    guard try statement.step() else { throw BucketDamage() }
    try content.load(statement, offset: 0)
    statement.reset()
    var rest = content.slots
    while rest != 0 {
      body(Sample(slot: rest.trailingZeroBitCount, of: key, in: content))
      rest &= rest &- 1
    }
  }
}
