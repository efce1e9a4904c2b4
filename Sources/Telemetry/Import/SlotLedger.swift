/// The slots that an import has stored, by bucket: open addressing over flat entries.
struct SlotLedger {
  private struct Entry {
    var start = 0
    var workload: Int32 = 0
    var periodSeconds: Int32 = 0
    /// No bucket is stored without a slot, so 0 marks a free entry.
    var slots: UInt64 = 0
  }

  private var entries = [Entry](repeating: Entry(), count: 1 << 12)
  private var count = 0

  /// Adds slots to a bucket and returns those of them that were there before.
  mutating func add(_ slots: UInt64, to key: BucketKey) -> UInt64 {
    if count * 3 > entries.count * 2 { grow() }
    let place = place(of: key)
    if entries[place].slots == 0 {
      count += 1
      entries[place] = Entry(
        start: key.start, workload: Int32(truncatingIfNeeded: key.workload),
        periodSeconds: Int32(truncatingIfNeeded: key.periodSeconds), slots: slots)
      return 0
    }
    defer { entries[place].slots |= slots }
    return entries[place].slots & slots
  }

  private func place(of key: BucketKey) -> Int {
    let prime: UInt64 = 0x9E37_79B9_7F4A_7C15
    var hash = UInt64(bitPattern: Int64(key.start)) &* prime
    hash = (hash ^ UInt64(key.workload)) &* prime
    hash = (hash ^ UInt64(key.periodSeconds)) &* prime
    var place = Int(truncatingIfNeeded: hash >> 32) & (entries.count - 1)
    while entries[place].slots != 0,
      entries[place].start != key.start || Int(entries[place].workload) != key.workload
        || Int(entries[place].periodSeconds) != key.periodSeconds
    {
      place = (place + 1) & (entries.count - 1)
    }
    return place
  }

  private mutating func grow() {
    let old = entries
    entries = [Entry](repeating: Entry(), count: old.count * 2)
    for entry in old where entry.slots != 0 {
      let key = BucketKey(
        start: entry.start, workload: Int(entry.workload), periodSeconds: Int(entry.periodSeconds))
      entries[place(of: key)] = entry
    }
  }
}
