/// The column order every statement on `sample_bucket` uses after the key.
enum BucketColumns {
  static let samples = 0
  static let withoutConcurrency = 1
  static let slots = 2

  static func summary(_ metric: Metric) -> Int { 3 + 2 * metric.rawValue }
  static func each(_ metric: Metric) -> Int { 4 + 2 * metric.rawValue }

  static let names: [String] =
    ["samples", "samples_without_concurrency", "slots"]
    + Metric.allCases.flatMap { [$0.column, "\($0.column)_each"] }
}

extension BucketContent {
  /// Reads the columns of a row, of which the first of `BucketColumns` is number `offset`.
  ///
  /// Throws when the row's arrays do not fit together.
  mutating func load(_ row: borrowing PreparedStatement, offset: Int) throws {
    clear()
    var numbers = JSONNumbers(row.bytes(offset + BucketColumns.slots))
    while let slot = try numbers.next() {
      guard let slot, slot >= 0, slot < Double(SamplePeriod.maximumSlots) else {
        throw BucketDamage()
      }
      addSample(at: Int(slot))
    }
    for metric in Metric.allCases {
      try load(metric, row, offset: offset)
    }
  }

  private mutating func load(
    _ metric: Metric, _ row: borrowing PreparedStatement, offset: Int
  ) throws {
    let summary = offset + BucketColumns.summary(metric)
    guard !row.isNull(summary) else { return }
    let text = row.bytes(offset + BucketColumns.each(metric))
    guard !text.isEmpty else {
      guard row.double(summary) == 0 else { throw BucketDamage() }
      var rest = slots
      while rest != 0 {
        set(metric, 0, at: rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
      return
    }
    var numbers = JSONNumbers(text)
    var rest = slots
    while let value = try numbers.next() {
      guard rest != 0 else { throw BucketDamage() }
      if let value {
        guard (0...metric.largest).contains(value) else { throw BucketDamage() }
        set(metric, value, at: rest.trailingZeroBitCount)
      }
      rest &= rest &- 1
    }
    guard rest == 0 else { throw BucketDamage() }
  }
}

/// A row of `sample_bucket` whose arrays contradict each other.
struct BucketDamage: Error, CustomStringConvertible {
  var description: String {
    "a row of sample_bucket has arrays that do not fit together: remove the file and import again"
  }
}
