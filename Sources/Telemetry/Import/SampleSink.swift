import CostModel
import GRDB

/// Takes samples in any order and stores them bucket by bucket, within one transaction.
struct SampleSink: ~Copyable {
  /// What a second row about the same function, instant and period means.
  enum Repetition {
    /// A mistake: the file contradicts itself.
    case refused
    /// More metrics of the same sample, or a delivery repeated.
    case merged
  }

  private let file: String
  private let repetition: Repetition
  private let batchRows: Int
  private var batch: SampleBatch
  private var writer: BucketWriter
  private var content: BucketContent
  private var ledger = ImportLedger()
  private var settings = SettingObservations()
  private(set) var rows = 0

  init(
    _ database: Database, file: String, metrics: [Metric], repetition: Repetition, batchRows: Int
  ) throws {
    let writer = try BucketWriter(database)
    self.file = file
    self.repetition = repetition
    self.batchRows = max(1, batchRows)
    batch = SampleBatch(metrics: metrics)
    self.writer = writer
    content = BucketContent()
  }

  /// Adds a sample with one value per metric of the sink, NaN where it was not delivered.
  mutating func add(
    instant: Int, period: SamplePeriod, workload: Int, configuration: Int32, line: Int,
    values: [Double]
  ) throws {
    if batch.count >= batchRows { try flush(isLast: false) }
    ledger.extend(instant..<instant + period.seconds)
    rows += 1
    batch.append(
      SampleBatch.Row(
        bucketStart: period.bucketStart(of: instant), workload: workload,
        periodSeconds: Int32(truncatingIfNeeded: period.seconds),
        slot: UInt8(truncatingIfNeeded: period.slot(of: instant)), configuration: configuration,
        line: line),
      values)
  }

  /// Stores what is left, then coverage and settings; nil when there was no sample at all.
  mutating func finish(
    _ database: Database, covers: AnalysisWindow?, settings list: [FunctionSetting]
  ) throws -> ImportSummary? {
    try flush(isLast: true)
    guard let range = covers.map({ $0.since.epochSeconds..<$0.until.epochSeconds }) ?? ledger.range
    else { return nil }
    let workloads = try ledger.recordCoverage(range, in: database)
    try settings.record(list, in: database)
    return ImportSummary(
      rows: rows, workloads: workloads, since: Instant(epochSeconds: range.lowerBound),
      until: Instant(epochSeconds: range.upperBound))
  }

  private mutating func flush(isLast: Bool) throws {
    guard batch.count > 0 else { return }
    let order = batch.order()
    let stored = isLast ? order.count : batch.firstKept(order)
    if !isLast { ledger.keepSlots() }
    var first = 0
    while first < stored {
      let next = batch.endOfBucket(order, from: first)
      try store(order[first..<next])
      first = next
    }
    var rest = SampleBatch(metrics: batch.metrics)
    rest.reserve(min(batchRows, batch.count))
    for index in order[stored...] { rest.append(Int(index), of: batch) }
    batch = rest
  }

  private mutating func store(_ members: ArraySlice<UInt32>) throws {
    guard let head = members.first.map({ batch.rows[Int($0)] }) else { return }
    let key = BucketKey(
      start: head.bucketStart, workload: head.workload, periodSeconds: Int(head.periodSeconds))
    content.clear()
    var previous: SampleBatch.Row?
    for member in members {
      let row = batch.rows[Int(member)]
      if repetition == .refused, let previous, previous.slot == row.slot {
        throw ImportError.duplicate(file: file, line: row.line, first: previous.line)
      }
      batch.unpack(Int(member), into: &content)
      if row.configuration != 0 { settings.observe(row, key) }
      previous = row
    }
    let repeated = ledger.add(content.slots, to: key)
    if repetition == .refused, repeated != 0 {
      let row = members.map { batch.rows[Int($0)] }.first { repeated & (1 << UInt64($0.slot)) != 0 }
      throw ImportError.duplicate(file: file, line: row?.line ?? head.line, first: nil)
    }
    try writer.store(content, key: key)
  }
}

extension SampleBatch {
  /// Where, in order, the rows begin that wait for the next batch: the newest UTC day, when it is less
  /// than half of the batch, so that input in order of time seldom rewrites a bucket.
  fileprivate func firstKept(_ order: [UInt32]) -> Int {
    guard let newest = order.last else { return 0 }
    let midnight = rows[Int(newest)].bucketStart / SamplePeriod.day * SamplePeriod.day
    var first = order.count
    while first > 0, rows[Int(order[first - 1])].bucketStart >= midnight { first -= 1 }
    return (order.count - first) * 2 < order.count ? first : order.count
  }

  fileprivate func endOfBucket(_ order: [UInt32], from first: Int) -> Int {
    let head = rows[Int(order[first])]
    var next = first + 1
    while next < order.count {
      let row = rows[Int(order[next])]
      guard row.workload == head.workload, row.bucketStart == head.bucketStart,
        row.periodSeconds == head.periodSeconds
      else { break }
      next += 1
    }
    return next
  }

  fileprivate func unpack(_ index: Int, into content: inout BucketContent) {
    let slot = Int(rows[index].slot)
    content.addSample(at: slot)
    for (column, metric) in metrics.enumerated() {
      let value = values[index * metrics.count + column]
      if !value.isNaN { content.set(metric, value, at: slot) }
    }
  }
}
