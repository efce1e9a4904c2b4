/// The samples of one bucket, unpacked: up to 64 slots with up to nine metrics each.
///
/// One instance is reused for many buckets, so that the loops over them allocate nothing.
struct BucketContent: ~Copyable {
  /// Bit k is set when slot k holds a sample.
  private(set) var slots: UInt64 = 0
  /// Per metric, bit k is set when slot k has a value.
  private let delivered: UnsafeMutablePointer<UInt64>
  private let values: UnsafeMutablePointer<Double>

  init() {
    delivered = .allocate(capacity: Metric.allCases.count)
    delivered.initialize(repeating: 0, count: Metric.allCases.count)
    values = .allocate(capacity: Metric.allCases.count * SamplePeriod.maximumSlots)
    values.initialize(repeating: 0, count: Metric.allCases.count * SamplePeriod.maximumSlots)
  }

  deinit {
    delivered.deallocate()
    values.deallocate()
  }

  mutating func clear() {
    slots = 0
    delivered.update(repeating: 0, count: Metric.allCases.count)
  }

  mutating func addSample(at slot: Int) { slots |= 1 << UInt64(slot) }

  mutating func set(_ metric: Metric, _ value: Double, at slot: Int) {
    values[metric.rawValue * SamplePeriod.maximumSlots + slot] = value
    delivered[metric.rawValue] |= 1 << UInt64(slot)
  }

  func slots(with metric: Metric) -> UInt64 { delivered[metric.rawValue] }

  /// The value of a slot for which the metric was delivered.
  func value(_ metric: Metric, at slot: Int) -> Double {
    values[metric.rawValue * SamplePeriod.maximumSlots + slot]
  }

  /// Nil when the metric was not delivered for the slot.
  func delivered(_ metric: Metric, at slot: Int) -> Double? {
    delivered[metric.rawValue] & (1 << UInt64(slot)) == 0 ? nil : value(metric, at: slot)
  }

  /// The sum or maximum over the delivered values, added from the first slot to the last.
  func summary(_ metric: Metric) -> Double {
    var result = 0.0
    var rest = delivered[metric.rawValue]
    while rest != 0 {
      let next = value(metric, at: rest.trailingZeroBitCount)
      result = metric.isMaximum ? max(result, next) : result + next
      rest &= rest &- 1
    }
    return result
  }
}
