import CostModel
import GRDB

/// Reads the buckets of a share of the workloads, in the order of time, into a tally.
struct BucketScan: ~Copyable {
  let share: ScanShare
  private let nextStart: PreparedStatement
  private let summaries: BucketSummaryRow
  private let samples: PreparedStatement
  private let lookup: PreparedStatement
  private var content: BucketContent
  private var mixed: DayOfSamples
  private(set) var tally: UsageTally

  init(_ share: ScanShare, database: Database) throws {
    let columns = BucketColumns.names.joined(separator: ", ")
    let part = "FROM sample_bucket WHERE start = ? AND workload BETWEEN ? AND ?"
    let nextStart = try PreparedStatement(
      database,
      "SELECT start FROM sample_bucket WHERE start >= ? AND start < ? ORDER BY start LIMIT 1")
    let summaries = BucketSummaryRow(
      statement: try PreparedStatement(database, "SELECT \(BucketSummaryRow.columns) \(part)"))
    let samples = try PreparedStatement(
      database, "SELECT start, workload, period_seconds, \(columns) \(part)")
    let lookup = try PreparedStatement(
      database,
      "SELECT \(columns) FROM sample_bucket WHERE start = ? AND workload = ? AND period_seconds = ?"
    )
    self.share = share
    self.nextStart = nextStart
    self.summaries = summaries
    self.samples = samples
    self.lookup = lookup
    content = BucketContent()
    mixed = DayOfSamples()
    tally = UsageTally(workloads: share.entries.count, blocks: share.blocks.count)
  }

  /// Adds the buckets that begin on a day of the window.
  mutating func add(_ day: ScanDay) throws {
    var next = day.range.lowerBound
    while let start = try start(in: next..<day.range.upperBound) {
      if day.isWhole {
        try addSummaries(from: start)
      } else {
        try addSamples(from: start)
      }
      next = start + 1
    }
    for (place, sample) in mixed.drain() { add(sample, place) }
  }

  /// The first instant of the range at which a bucket begins.
  private func start(in range: Range<Int>) throws -> Int? {
    nextStart.bind(range.lowerBound, at: 1)
    nextStart.bind(range.upperBound, at: 2)
    defer { nextStart.reset() }
    return try nextStart.step() ? nextStart.int(0) : nil
  }

  /// Binds the buckets of the share that begin at `start`.
  private func select(from start: Int, in statement: borrowing PreparedStatement) {
    statement.bind(start, at: 1)
    statement.bind(share.ids?.lowerBound, at: 2)
    statement.bind(share.ids?.upperBound, at: 3)
  }

  private mutating func addSummaries(from start: Int) throws {
    select(from: start, in: summaries.statement)
    let block = share.blocks.index(of: start)
    while try summaries.statement.step() {
      let key = summaries.key
      guard let place = share.place(of: key.workload) else { continue }
      let known = share.series[place]
      if summaries.lacksConcurrency || summaries.hasProvisioned || known.hasMixedPeriods
        || known.changesMemory && share.changesMemory(of: place, from: start)
      {
        try addLookedUp(key, place)
      } else {
        try tally.add(
          summaries, period: key.periodSeconds, workload: place, block: block,
          memoryMB: share.memoryMB(of: place, at: start))
      }
    }
    summaries.statement.reset()
  }

  private mutating func addLookedUp(_ key: BucketKey, _ place: Int) throws {
    key.bind(to: lookup)
    guard try lookup.step() else { throw BucketDamage() }
    try content.load(lookup, offset: 0)
    lookup.reset()
    addContent(key, place)
  }

  private mutating func addSamples(from start: Int) throws {
    select(from: start, in: samples)
    while try samples.step() {
      let key = BucketKey(
        start: samples.int(0), workload: samples.int(1), periodSeconds: samples.int(2))
      guard let place = share.place(of: key.workload) else { continue }
      try content.load(samples, offset: 3)
      addContent(key, place)
    }
    samples.reset()
  }

  /// Adds the samples of the loaded bucket that lie inside the window.
  private mutating func addContent(_ key: BucketKey, _ place: Int) {
    let window = share.blocks.window
    tally.noteUncounted(content, workload: place)
    var rest = content.slots
    while rest != 0 {
      let sample = UsageSample(content, slot: rest.trailingZeroBitCount, key: key)
      rest &= rest &- 1
      guard sample.instant >= window.lowerBound, sample.span.upperBound <= window.upperBound else {
        continue
      }
      if share.series[place].hasMixedPeriods {
        mixed.add(sample, workload: place)
      } else {
        add(sample, place)
      }
    }
  }

  private mutating func add(_ sample: UsageSample, _ place: Int) {
    tally.add(
      sample, workload: place, block: share.blocks.index(of: sample.instant),
      memoryMB: share.memoryMB(of: place, at: sample.instant))
  }
}
