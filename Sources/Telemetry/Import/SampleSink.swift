import CostModel
import GRDB

/// Stores the batches of a file bucket by bucket, within one transaction.
struct SampleSink: ~Copyable {
  private let file: String
  private let workloadWriter: WorkloadWriter
  private var writer: BucketWriter
  private var content: BucketContent
  private var ledger = ImportLedger()
  private var observations = SettingObservations()
  /// By the numbers of the file's reader.
  private var workloadIDs: [Int] = []
  private var settings: [FunctionSetting] = []
  private var rows = 0

  init(_ database: Database, file: String) throws {
    let writer = try BucketWriter(database)
    let workloadWriter = try WorkloadWriter(database)
    self.file = file
    self.writer = writer
    self.workloadWriter = workloadWriter
    content = BucketContent()
  }

  mutating func add(_ batch: BucketBatch) throws {
    for workload in batch.workloads { workloadIDs.append(try workloadWriter.id(of: workload)) }
    settings += batch.settings
    rows += batch.rows
    if batch.repetition == .refused, !batch.isLast { ledger.keepSlots() }
    for (bucket, key) in inOrder(batch.buckets) { try store(bucket, key, of: batch) }
  }

  /// Stores coverage and settings, which takes having seen all samples.
  mutating func finish(
    _ database: Database, covers: AnalysisWindow?, ignored: Int
  ) throws -> ImportSummary {
    guard let range = covers.map({ $0.since.epochSeconds..<$0.until.epochSeconds }) ?? ledger.range
    else { throw ImportError.empty(file: file) }
    let workloads = try ledger.recordCoverage(range, in: database)
    try observations.record(settings, in: database)
    return ImportSummary(
      rows: rows, workloads: workloads, since: Instant(epochSeconds: range.lowerBound),
      until: Instant(epochSeconds: range.upperBound), ignored: ignored)
  }

  /// In the order of the table, so that neighbours go to one page.
  private func inOrder(
    _ buckets: [BucketBatch.Bucket]
  ) -> [(bucket: BucketBatch.Bucket, key: BucketKey)] {
    buckets.map { bucket in
      let key = BucketKey(
        start: bucket.start, workload: workloadIDs[bucket.workload],
        periodSeconds: bucket.periodSeconds)
      return (bucket, key)
    }
    .sorted {
      ($0.key.start, $0.key.workload, $0.key.periodSeconds)
        < ($1.key.start, $1.key.workload, $1.key.periodSeconds)
    }
  }

  private mutating func store(
    _ bucket: BucketBatch.Bucket, _ key: BucketKey, of batch: BucketBatch
  ) throws {
    let repeated = ledger.add(bucket.slots, to: key)
    if repeated != 0 {
      let line = batch.origin(of: bucket, slot: repeated.trailingZeroBitCount).line
      throw ImportError.duplicate(file: file, line: Int(line), first: nil)
    }
    batch.unpack(bucket, into: &content)
    var rest = bucket.slots
    while rest != 0 {
      let slot = rest.trailingZeroBitCount
      rest &= rest &- 1
      let setting = batch.origin(of: bucket, slot: slot).setting
      if setting != 0 { observations.observe(setting, slot: slot, of: key) }
    }
    try writer.store(content, key: key)
  }
}
