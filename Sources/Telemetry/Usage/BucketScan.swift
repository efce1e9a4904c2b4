import CostModel
import GRDB

/// Reads the buckets of a stretch of the window, in the order of time, into a tally.
struct BucketScan: ~Copyable {
  private let plan: ScanPlan
  private let lookup: PreparedStatement
  private let database: Database
  private var content: BucketContent
  private var day: DayOfSamples
  private var dayEnd = Int.min
  private(set) var tally: UsageTally

  init(_ plan: ScanPlan, database: Database) throws {
    let columns = BucketColumns.names.joined(separator: ", ")
    let lookup = try PreparedStatement(
      database,
      "SELECT \(columns) FROM sample_bucket WHERE start = ? AND workload = ? AND period_seconds = ?"
    )
    self.plan = plan
    self.database = database
    self.lookup = lookup
    content = BucketContent()
    day = DayOfSamples()
    tally = UsageTally(workloads: plan.entries.count, blocks: plan.blocks.count)
  }

  /// Adds the buckets that begin in `stretch`, which begins and ends at midnight.
  mutating func add(_ stretch: ScanStretch) throws {
    if stretch.isWhole {
      try addSummaries(stretch.range)
    } else {
      try addSamples(stretch.range)
    }
    settleDay()
  }

  private mutating func addSummaries(_ range: Range<Int>) throws {
    let statement = try PreparedStatement(
      database,
      "SELECT \(BucketSummaryRow.columns) FROM sample_bucket WHERE start >= ? AND start < ?")
    statement.bind(range.lowerBound, at: 1)
    statement.bind(range.upperBound, at: 2)
    let row = BucketSummaryRow(statement: statement)
    let places = plan.places
    let series = plan.series
    let blocks = plan.blocks
    while try row.statement.step() {
      let key = row.key
      let place = key.workload < places.count ? Int(places[key.workload]) : -1
      guard place >= 0 else { continue }
      let known = series[place]
      if row.lacksConcurrency || row.hasProvisioned || known.hasMixedPeriods
        || known.changesMemory && plan.changesMemory(of: place, from: key.start)
      {
        try addLookedUp(key, place)
      } else {
        try tally.add(
          row, period: key.periodSeconds, workload: place, block: blocks.index(of: key.start),
          memoryMB: known.changesMemory
            ? plan.memoryMB(of: place, at: key.start) : known.memoryMB)
      }
    }
  }

  private mutating func addLookedUp(_ key: BucketKey, _ place: Int) throws {
    key.bind(to: lookup)
    guard try lookup.step() else { throw BucketDamage() }
    try content.load(lookup, offset: 0)
    lookup.reset()
    addContent(key, place)
  }

  private mutating func addSamples(_ range: Range<Int>) throws {
    let columns = BucketColumns.names.joined(separator: ", ")
    let statement = try PreparedStatement(
      database,
      """
      SELECT start, workload, period_seconds, \(columns)
      FROM sample_bucket WHERE start >= ? AND start < ?
      """)
    statement.bind(range.lowerBound, at: 1)
    statement.bind(range.upperBound, at: 2)
    while try statement.step() {
      let key = BucketKey(
        start: statement.int(0), workload: statement.int(1), periodSeconds: statement.int(2))
      guard let place = plan.place(of: key.workload) else { continue }
      try content.load(statement, offset: 3)
      addContent(key, place)
    }
  }

  /// Adds the samples of the loaded bucket that lie inside the window.
  private mutating func addContent(_ key: BucketKey, _ place: Int) {
    if key.start >= dayEnd { settleDay() }
    dayEnd = (key.start.flooredQuotient(by: SamplePeriod.day) + 1) * SamplePeriod.day
    let window = plan.blocks.window
    tally.noteUncounted(content, workload: place)
    var rest = content.slots
    while rest != 0 {
      let sample = UsageSample(content, slot: rest.trailingZeroBitCount, key: key)
      rest &= rest &- 1
      guard sample.instant >= window.lowerBound, sample.span.upperBound <= window.upperBound else {
        continue
      }
      if plan.series[place].hasMixedPeriods {
        day.add(sample, workload: place)
      } else {
        add(sample, place)
      }
    }
  }

  private mutating func settleDay() {
    for (place, sample) in day.drain() { add(sample, place) }
  }

  private mutating func add(_ sample: UsageSample, _ place: Int) {
    tally.add(
      sample, workload: place, block: plan.blocks.index(of: sample.instant),
      memoryMB: plan.memoryMB(of: place, at: sample.instant))
  }
}
