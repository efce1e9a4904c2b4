import CostModel

/// Buckets on their way into the store, with the workloads and settings they are the first to name.
struct BucketBatch: Sendable {
  /// What a second row about the same function, instant and period means.
  enum Repetition: Sendable {
    /// A mistake: the file contradicts itself.
    case refused
    /// More metrics of the same sample, or a delivery repeated.
    case merged
  }

  struct Bucket: Sendable {
    let start: Int
    /// The number that the reader of the file gave it.
    let workload: Int
    let periodSeconds: Int
    /// Where its slots begin in `words`.
    fileprivate let first: Int
    fileprivate let slotCount: Int
    /// Bit k is set when slot k holds a sample.
    fileprivate(set) var slots: UInt64 = 0
  }

  /// What a sample's row says beside the metrics.
  struct Origin: Sendable {
    /// Clamped: an error message is all it serves.
    let line: UInt32
    /// Number of the setting; 0 for none.
    let setting: UInt32
  }

  /// The metrics a sample may have, in the order of a row's values.
  let metrics: [Metric]
  let repetition: Repetition
  private(set) var buckets: [Bucket] = []
  /// Rows that were added, of which several may be about one sample.
  private(set) var rows = 0
  /// Per slot its origin and the bits of one value per metric, NaN where it was not delivered: side by
  /// side, because the slots that consecutive rows fill lie far apart.
  private var words: [UInt64] = []
  var workloads: [Workload] = []
  var settings: [FunctionSetting] = []
  /// Nothing of the file comes after it.
  var isLast = false

  /// `slots` is how many it will probably hold.
  init(metrics: [Metric], repetition: Repetition, slots: Int) {
    self.metrics = metrics
    self.repetition = repetition
    words.reserveCapacity(slots * (1 + metrics.count))
  }

  private var wordsPerSlot: Int { 1 + metrics.count }

  var slotCount: Int { words.count / wordsPerSlot }

  /// Begins an empty bucket and returns its place.
  mutating func open(_ key: BucketKey, slots: Int) -> Int {
    buckets.append(
      Bucket(
        start: key.start, workload: key.workload, periodSeconds: key.periodSeconds,
        first: words.count, slotCount: slots))
    words.append(
      contentsOf: repeatElement(Double.nan.bitPattern, count: slots * wordsPerSlot))
    return buckets.count - 1
  }

  /// Lays a row over its bucket; returns the line of the row that was there before, if one was.
  mutating func add(_ row: SampleRow, _ rowValues: [Double], to bucket: Int) -> Int? {
    rows += 1
    let bit: UInt64 = 1 << UInt64(row.slot)
    let place = buckets[bucket].first + row.slot * wordsPerSlot
    let earlier = buckets[bucket].slots & bit == 0 ? nil : Int(Origin(words[place]).line)
    buckets[bucket].slots |= bit
    let origin = Origin(
      line: UInt32(clamping: row.line), setting: UInt32(truncatingIfNeeded: row.setting))
    words.withUnsafeMutableBufferPointer { words in
      words[place] = origin.word
      for column in 0..<metrics.count where !rowValues[column].isNaN {
        words[place + 1 + column] = rowValues[column].bitPattern
      }
    }
    return earlier
  }

  /// Moves the buckets that begin at `instant` or later into another batch.
  mutating func moveBuckets(from instant: Int, to other: inout BucketBatch) {
    for bucket in buckets where bucket.start >= instant {
      let place = other.open(BucketKey(bucket), slots: bucket.slotCount)
      other.buckets[place].slots = bucket.slots
      other.words.replaceSubrange(
        other.buckets[place].first...,
        with: words[bucket.first..<bucket.first + bucket.slotCount * wordsPerSlot])
    }
    buckets.removeAll { $0.start >= instant }
  }

  /// Reads a bucket's samples.
  func unpack(_ bucket: Bucket, into content: inout BucketContent) {
    content.clear()
    var rest = bucket.slots
    while rest != 0 {
      let slot = rest.trailingZeroBitCount
      rest &= rest &- 1
      content.addSample(at: slot)
      let first = bucket.first + slot * wordsPerSlot + 1
      for column in 0..<metrics.count {
        let value = Double(bitPattern: words[first + column])
        if !value.isNaN { content.set(metrics[column], value, at: slot) }
      }
    }
  }

  func origin(of bucket: Bucket, slot: Int) -> Origin {
    Origin(words[bucket.first + slot * wordsPerSlot])
  }
}

extension BucketBatch.Origin {
  fileprivate init(_ word: UInt64) {
    self.init(
      line: UInt32(truncatingIfNeeded: word >> 32), setting: UInt32(truncatingIfNeeded: word))
  }

  fileprivate var word: UInt64 { UInt64(line) << 32 | UInt64(setting) }
}

extension BucketKey {
  /// With the number of the file's reader for the workload.
  init(_ bucket: BucketBatch.Bucket) {
    self.init(
      start: bucket.start, workload: bucket.workload, periodSeconds: bucket.periodSeconds)
  }
}
