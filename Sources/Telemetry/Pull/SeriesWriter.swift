import CostModel
import GRDB

/// Writes the points of finished batches as buckets, with the coverage they justify.
struct SeriesWriter: ~Copyable {
  private let workloads: WorkloadWriter
  private let covered: CoverageWriter
  private let unsettled: CoverageWriter
  private let failed: CoverageWriter
  private let insights: InsightsWriter
  private var buckets: BucketWriter
  private var content: BucketContent
  private let now: Int

  /// Points of the last three hours may still change.
  static let settlingSeconds = 3 * 3600

  init(_ database: Database, now: Int) throws {
    let workloads = try WorkloadWriter(database)
    let covered = try CoverageWriter(database, table: .covered)
    let unsettled = try CoverageWriter(database, table: .unsettled)
    let failed = try CoverageWriter(database, table: .failed)
    let insights = try InsightsWriter(database)
    let buckets = try BucketWriter(database)
    self.workloads = workloads
    self.covered = covered
    self.unsettled = unsettled
    self.failed = failed
    self.insights = insights
    self.buckets = buckets
    content = BucketContent()
    self.now = now
  }

  mutating func store(_ result: BatchResult) throws {
    guard let period = SamplePeriod(seconds: result.batch.period.seconds) else { return }
    var first = 0
    for (place, series) in result.batch.series.enumerated() {
      let columns = GridColumns(series.statistics, first: first)
      first += series.statistics.count
      let workload = try workloads.id(of: series.workload)
      let isComplete = result.failures[place] == nil
      try storeSamples(
        columns, of: result.grid, workload: workload, period: period, fillsZeros: isComplete)
      if columns.hasInsights { try storeInsights(columns, of: result.grid, workload: workload) }
      if isComplete {
        try cover(columns, of: result.grid, workload, period.seconds)
      } else {
        try failed.add(result.grid.range, workload: workload, periodSeconds: period.seconds)
      }
    }
  }

  private mutating func storeSamples(
    _ columns: GridColumns, of grid: SeriesGrid, workload: Int, period: SamplePeriod,
    fillsZeros: Bool
  ) throws {
    let provisioned = columns.provisioned(in: grid)
    var slot = 0
    while slot < grid.slots {
      let start = period.bucketStart(of: grid.range.lowerBound + slot * grid.period)
      content.clear()
      while slot < grid.slots {
        let instant = grid.range.lowerBound + slot * grid.period
        guard instant < start + period.bucketSeconds else { break }
        add(columns, grid, slot, at: period.slot(of: instant), fillsZeros: fillsZeros)
        if let environments = provisioned?[slot], !environments.isNaN {
          content.addSample(at: period.slot(of: instant))
          content.set(.provisioned, environments, at: period.slot(of: instant))
        }
        slot += 1
      }
      guard content.slots != 0 else { continue }
      try buckets.store(
        content, key: BucketKey(start: start, workload: workload, periodSeconds: period.seconds))
    }
  }

  /// In a period with any point at all, a sum that has none is zero.
  private mutating func add(
    _ columns: GridColumns, _ grid: SeriesGrid, _ slot: Int, at place: Int, fillsZeros: Bool
  ) {
    var isPresent = false
    for column in columns.stored {
      let value = grid.value(column.query, at: slot)
      guard !value.isNaN else { continue }
      isPresent = true
      content.set(
        column.metric, column.metric == .concurrency ? value.rounded(.up) : value, at: place)
    }
    guard isPresent else { return }
    content.addSample(at: place)
    guard fillsZeros else { return }
    for column in columns.stored where column.isSum {
      if grid.value(column.query, at: slot).isNaN,
        grid.dropped[column.query]?.contains(slot) != true
      {
        content.set(column.metric, 0, at: place)
      }
    }
  }

  private func storeInsights(
    _ columns: GridColumns, of grid: SeriesGrid, workload: Int
  ) throws {
    for slot in 0..<grid.slots {
      let sample = columns.insights(in: grid, at: slot)
      guard !sample.isEmpty else { continue }
      try insights.store(
        sample, workload: workload, start: grid.range.lowerBound + slot * grid.period,
        periodSeconds: grid.period)
    }
  }

  /// Covers the range, but for the periods that held a point of no use, which have failed.
  private func cover(
    _ columns: GridColumns, of grid: SeriesGrid, _ workload: Int, _ period: Int
  ) throws {
    try failed.remove(grid.range, workload: workload, periodSeconds: period)
    var good = TimeRanges([grid.range])
    for query in columns.queries {
      for slot in grid.dropped[query] ?? [] {
        let start = grid.range.lowerBound + slot * period
        good.remove(start..<start + period)
      }
    }
    for range in good.ranges {
      try covered.add(range, workload: workload, periodSeconds: period)
    }
    for range in good.gaps(in: grid.range) {
      try failed.add(range, workload: workload, periodSeconds: period)
    }
    try unsettled.remove(grid.range, workload: workload, periodSeconds: period)
    let late = max(grid.range.lowerBound, now - Self.settlingSeconds)
    if late < grid.range.upperBound {
      try unsettled.add(late..<grid.range.upperBound, workload: workload, periodSeconds: period)
    }
  }
}
