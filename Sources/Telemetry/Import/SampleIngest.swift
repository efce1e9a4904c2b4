import GRDB

/// Carries batches of rows into the store within one transaction, and remembers what they covered.
struct SampleIngest: ~Copyable {
  /// What to make of two rows of one file about the same function, period and instant.
  enum Repeats {
    /// A mistake of whoever wrote the file.
    case refused
    /// At-least-once delivery, or one metric a row: the rows are laid over each other.
    case merged
  }

  private struct Span: Hashable {
    let workload: Int
    let periodSeconds: Int
  }

  private let name: String
  private let repeats: Repeats
  private let writer: BucketWriter
  private var content = BucketContent()
  private(set) var rows = 0
  private(set) var since = Int.max
  private(set) var until = Int.min
  private var spans: Set<Span> = []
  private var lastSpan: Span?
  private var runs: [Int: [ConfigurationHistory.Run]] = [:]
  /// Slots this import has filled, by bucket; kept only while more than one batch may touch them.
  private var filled: [BucketKey: UInt64] = [:]

  init(_ database: Database, name: String, repeats: Repeats) throws {
    self.name = name
    self.repeats = repeats
    writer = try BucketWriter(database)
  }

  var workloads: Int { Set(spans.map(\.workload)).count }

  /// Stores a batch and empties it, but for rows of its newest bucket that may still grow.
  ///
  /// Input in order of time splits every day over two batches: keeping the newest day back spares
  /// reading and writing it twice.
  mutating func store(_ batch: inout SampleBatch, isLast: Bool) throws {
    let order = batch.order()
    guard let newest = order.last.map({ batch.rows[Int($0)].bucketStart }) else { return }
    let kept = order.reversed().prefix { batch.rows[Int($0)].bucketStart == newest }.count
    let stored = isLast || kept * 2 > order.count ? order.count : order.count - kept
    try storeBuckets(of: batch, order: order[..<stored], remembersSlots: !isLast || !filled.isEmpty)
    var rest = SampleBatch(metrics: batch.metrics)
    rest.reserve(order.count - stored)
    for index in order[stored...].sorted() { rest.append(Int(index), of: batch) }
    batch.removeAll()
    for index in 0..<rest.count { batch.append(index, of: rest) }
  }

  private mutating func storeBuckets(
    of batch: SampleBatch, order: ArraySlice<UInt32>, remembersSlots: Bool
  ) throws {
    var key: BucketKey?
    var previous: UInt32?
    for index in order {
      let row = batch.rows[Int(index)]
      let next = BucketKey(
        start: row.bucketStart, workload: row.workload, periodSeconds: Int(row.periodSeconds))
      if next != key {
        if let key { try storeContent(key, remembersSlots: remembersSlots) }
        content.clear()
        key = next
      } else if let previous, repeats == .refused, batch.rows[Int(previous)].slot == row.slot {
        throw ImportError.duplicate(
          file: name, line: row.line, first: batch.rows[Int(previous)].line)
      }
      if repeats == .refused, filled[next, default: 0] & (1 << UInt64(row.slot)) != 0 {
        throw ImportError.duplicate(file: name, line: row.line, first: nil)
      }
      previous = index
      add(row, at: Int(index), of: batch)
    }
    if let key { try storeContent(key, remembersSlots: remembersSlots) }
    rows += order.count
  }

  private mutating func add(_ row: SampleBatch.Row, at index: Int, of batch: SampleBatch) {
    let slot = Int(row.slot)
    content.addSample(at: slot)
    let first = index * batch.metrics.count
    var memory: Int?
    for (offset, metric) in batch.metrics.enumerated() {
      let value = batch.values[first + offset]
      guard !value.isNaN else { continue }
      content.set(metric, value, at: slot)
      if metric == .memory { memory = Int(value) }
    }
    let begin = row.bucketStart + slot * Int(row.periodSeconds)
    let end = begin + Int(row.periodSeconds)
    since = min(since, begin)
    until = max(until, end)
    if memory != nil || row.architecture != nil {
      note(
        .init(memory: memory, architecture: row.architecture), of: row.workload, from: begin,
        to: end)
    }
  }

  /// Rows come in order of time within a workload, so a run grows at its end.
  private mutating func note(
    _ setting: ConfigurationHistory.Setting, of workload: Int, from begin: Int, to end: Int
  ) {
    let run = ConfigurationHistory.Run(since: begin, until: end, setting: setting)
    guard let last = runs[workload]?.last, last.setting == setting, last.since <= begin else {
      runs[workload, default: []].append(run)
      return
    }
    runs[workload, default: []][runs[workload, default: []].count - 1].until = max(last.until, end)
  }

  private mutating func storeContent(_ key: BucketKey, remembersSlots: Bool) throws {
    if remembersSlots, repeats == .refused { filled[key, default: 0] |= content.slots }
    let span = Span(workload: key.workload, periodSeconds: key.periodSeconds)
    if span != lastSpan {
      spans.insert(span)
      lastSpan = span
    }
    try writer.store(content, key: key)
  }

  /// Records what the whole file covered and what its functions were set to.
  consuming func finish(_ database: Database, covers: Range<Int>?) throws -> ImportTally {
    let history = try HistoryWriter(database)
    let covered = covers ?? since..<max(since, until)
    for span in spans.sorted(by: { ($0.workload, $0.periodSeconds) < ($1.workload, $1.periodSeconds) }) {
      try history.record(covered: covered, of: span.workload, periodSeconds: span.periodSeconds)
    }
    for (workload, runs) in runs.sorted(by: { $0.key < $1.key }) {
      try history.record(runs, of: workload)
    }
    return ImportTally(rows: rows, workloads: workloads, covered: covered)
  }
}

/// What an ingest has stored.
struct ImportTally {
  let rows: Int
  let workloads: Int
  let covered: Range<Int>
}
