import GRDB

/// Stores buckets: a new one as it is, a known one merged with what the store has.
///
/// A value replaces the stored one, a metric not delivered leaves it, so storing twice changes nothing.
struct BucketWriter: ~Copyable {
  private let insertion: PreparedStatement
  private let lookup: PreparedStatement
  private let replacement: PreparedStatement
  private var stored: BucketContent
  private let text: UnsafeMutablePointer<UInt8>

  private static let arrayCapacity = SamplePeriod.maximumSlots * (DecimalText.maximumLength + 1) + 2

  init(_ database: Database) throws {
    let columns = BucketColumns.names.joined(separator: ", ")
    let marks = Array(repeating: "?", count: BucketColumns.names.count).joined(separator: ", ")
    let key = "start, workload, period_seconds"
    let insertion = try PreparedStatement(
      database,
      "INSERT OR IGNORE INTO sample_bucket (\(key), \(columns)) VALUES (?, ?, ?, \(marks))")
    let lookup = try PreparedStatement(
      database,
      "SELECT \(columns) FROM sample_bucket WHERE start = ? AND workload = ? AND period_seconds = ?"
    )
    let replacement = try PreparedStatement(
      database,
      "INSERT OR REPLACE INTO sample_bucket (\(key), \(columns)) VALUES (?, ?, ?, \(marks))")
    self.insertion = insertion
    self.lookup = lookup
    self.replacement = replacement
    stored = BucketContent()
    text = .allocate(capacity: Self.arrayCapacity * (Metric.allCases.count + 1))
  }

  deinit { text.deallocate() }

  mutating func store(_ content: borrowing BucketContent, key: BucketKey) throws {
    bind(content, key, to: insertion)
    if try insertion.run() == 1 { return }
    key.bind(to: lookup)
    guard try lookup.step() else { throw BucketDamage() }
    try stored.load(lookup, offset: 0)
    lookup.reset()
    stored.overlay(content)
    bind(stored, key, to: replacement)
    try replacement.run()
  }

  private func bind(
    _ content: borrowing BucketContent, _ key: BucketKey, to statement: borrowing PreparedStatement
  ) {
    let offset = 4
    key.bind(to: statement)
    let samples = content.slots.nonzeroBitCount
    statement.bind(samples, at: offset + BucketColumns.samples)
    statement.bind(
      samples - content.slots(with: .concurrency).nonzeroBitCount,
      at: offset + BucketColumns.withoutConcurrency)
    let length = content.writeSlots(to: text)
    statement.bind(text, count: length, at: offset + BucketColumns.slots)
    for metric in Metric.allCases {
      bind(metric, of: content, to: statement, offset: offset)
    }
  }

  private func bind(
    _ metric: Metric, of content: borrowing BucketContent,
    to statement: borrowing PreparedStatement, offset: Int
  ) {
    let delivered = content.slots(with: metric)
    let each = offset + BucketColumns.each(metric)
    guard delivered != 0 else {
      statement.bindNull(at: offset + BucketColumns.summary(metric))
      statement.bindNull(at: each)
      return
    }
    let summary = content.summary(metric)
    statement.bind(summary, at: offset + BucketColumns.summary(metric))
    if summary == 0, delivered == content.slots {
      statement.bindNull(at: each)
    } else {
      let target = text + Self.arrayCapacity * (metric.rawValue + 1)
      statement.bind(target, count: content.write(metric, to: target), at: each)
    }
  }
}

/// The primary key of `sample_bucket`.
struct BucketKey: Hashable {
  let start: Int
  let workload: Int
  let periodSeconds: Int

  /// From the first of some slots to the end of the last.
  func span(of slots: UInt64) -> Range<Int> {
    let first = start + slots.trailingZeroBitCount * periodSeconds
    return first..<start + (UInt64.bitWidth - slots.leadingZeroBitCount) * periodSeconds
  }

  func bind(to statement: borrowing PreparedStatement) {
    statement.bind(start, at: 1)
    statement.bind(workload, at: 2)
    statement.bind(periodSeconds, at: 3)
  }
}
