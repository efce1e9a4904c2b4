import CostModel
import GRDB

/// Takes samples in any order and stores them bucket by bucket, within one transaction.
struct SampleSink: ~Copyable {
  private let file: String
  private let repetition: SampleChunk.Repetition
  private let batchRows: Int
  private let workloadWriter: WorkloadWriter
  private var writer: BucketWriter
  private var content: BucketContent
  private var batch: SampleBatch
  /// What `flush` leaves for the next batch; kept to reuse its memory.
  private var rest: SampleBatch
  private var ledger = ImportLedger()
  private var observations = SettingObservations()
  /// By the numbers that the file's chunks use.
  private var workloadIDs: [Int32] = []
  private var settings: [FunctionSetting] = []
  private var rows = 0

  /// A sink for chunks like the first one of a file.
  init(
    _ database: Database, file: String, like first: SampleChunk, options: ImportOptions
  ) throws {
    let writer = try BucketWriter(database)
    let workloadWriter = try WorkloadWriter(database)
    self.file = file
    repetition = first.repetition
    batchRows = max(1, options.batchRows)
    self.writer = writer
    self.workloadWriter = workloadWriter
    content = BucketContent()
    batch = SampleBatch(metrics: first.batch.metrics)
    rest = batch
  }

  mutating func add(_ chunk: SampleChunk) throws {
    for workload in chunk.workloads {
      workloadIDs.append(Int32(truncatingIfNeeded: try workloadWriter.id(of: workload)))
    }
    settings += chunk.settings
    rows += chunk.batch.count
    ledger.extend(chunk.batch)
    batch.append(chunk.batch, workloadIDs: workloadIDs)
    if batch.count >= batchRows { try flush(isLast: false) }
  }

  /// Stores what is left, then coverage and settings.
  mutating func finish(
    _ database: Database, covers: AnalysisWindow?, ignored: Int
  ) throws -> ImportSummary {
    try flush(isLast: true)
    guard let range = covers.map({ $0.since.epochSeconds..<$0.until.epochSeconds }) ?? ledger.range
    else { throw ImportError.empty(file: file) }
    let workloads = try ledger.recordCoverage(range, in: database)
    try observations.record(settings, in: database)
    return ImportSummary(
      rows: rows, workloads: workloads, since: Instant(epochSeconds: range.lowerBound),
      until: Instant(epochSeconds: range.upperBound), ignored: ignored)
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
    rest.removeAll()
    for index in order[stored...] { rest.append(Int(index), of: batch) }
    swap(&batch, &rest)
  }

  private mutating func store(_ members: ArraySlice<UInt32>) throws {
    let key = batch.bucket(of: Int(members[members.startIndex]))
    content.clear()
    var previous = -1
    for member in members {
      let index = Int(member)
      if repetition == .refused, previous >= 0, batch.rows[previous].slot == batch.rows[index].slot
      {
        throw ImportError.duplicate(
          file: file, line: batch.rows[index].line, first: batch.rows[previous].line)
      }
      batch.unpack(index, into: &content)
      if batch.rows[index].setting != 0 { observations.observe(batch.rows[index], key) }
      previous = index
    }
    let repeated = ledger.add(content.slots, to: key)
    if repetition == .refused, repeated != 0 {
      let row = members.map { batch.rows[Int($0)] }.first { repeated & (1 << UInt64($0.slot)) != 0 }
      throw ImportError.duplicate(file: file, line: row?.line ?? 0, first: nil)
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
}
