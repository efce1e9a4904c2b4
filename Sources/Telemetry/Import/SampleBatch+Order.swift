extension SampleBatch {
  /// The rows by (bucket start, workload, period, slot); equal ones stay in the order they came.
  func order() -> [UInt32] {
    var keyed = keys()
    guard zip(keyed, keyed.dropFirst()).contains(where: { $0.key > $1.key }) else {
      return Array(0..<UInt32(rows.count))
    }
    var largest: UInt64 = 0
    for item in keyed { largest |= item.key }
    var spare = [Keyed](repeating: Keyed(key: 0, row: 0), count: keyed.count)
    let digit = 11
    for shift in stride(from: 0, to: UInt64.bitWidth - largest.leadingZeroBitCount, by: digit) {
      Self.distribute(keyed, to: &spare, shift: UInt64(shift), bits: digit)
      swap(&keyed, &spare)
    }
    return keyed.map(\.row)
  }

  private struct Keyed {
    let key: UInt64
    let row: UInt32
  }

  /// Packs the sort key of each row into as few bits as the batch needs.
  private func keys() -> [Keyed] {
    let starts = ranks { $0.bucketStart }
    let periods = ranks { Int($0.periodSeconds) }
    let first = rows.reduce(Int32.max) { min($0, $1.workload) }
    let last = rows.reduce(0) { max($0, $1.workload) }
    let slotBits: UInt64 = 6
    let periodBits = Self.bits(periods.count)
    let workloadBits = Self.bits(Int(last - first) + 1)
    var lastStart = (-1, UInt64(0))
    var lastPeriod = (-1, UInt64(0))
    return rows.enumerated().map { index, row in
      if row.bucketStart != lastStart.0 {
        lastStart = (row.bucketStart, starts[row.bucketStart, default: 0])
      }
      if Int(row.periodSeconds) != lastPeriod.0 {
        lastPeriod = (Int(row.periodSeconds), periods[Int(row.periodSeconds), default: 0])
      }
      var key = lastStart.1
      key = key << workloadBits | UInt64(row.workload - first)
      key = key << periodBits | lastPeriod.1
      key = key << slotBits | UInt64(row.slot)
      return Keyed(key: key, row: UInt32(index))
    }
  }

  /// The distinct values of a field, each with its place in ascending order.
  private func ranks(_ field: (Row) -> Int) -> [Int: UInt64] {
    var distinct: Set<Int> = []
    var last: Int?
    for row in rows where field(row) != last {
      last = field(row)
      distinct.insert(field(row))
    }
    let ascending = distinct.sorted().enumerated().map { ($0.element, UInt64($0.offset)) }
    return Dictionary(uniqueKeysWithValues: ascending)
  }

  /// How many bits number `count` things.
  private static func bits(_ count: Int) -> UInt64 {
    UInt64(Int.bitWidth - max(0, count - 1).leadingZeroBitCount)
  }

  private static func distribute(
    _ source: [Keyed], to target: inout [Keyed], shift: UInt64, bits: Int
  ) {
    let mask: UInt64 = 1 << UInt64(bits) - 1
    var places = [Int](repeating: 0, count: 1 << bits)
    for item in source { places[Int((item.key >> shift) & mask)] += 1 }
    var sum = 0
    for digit in places.indices {
      let count = places[digit]
      places[digit] = sum
      sum += count
    }
    target.withUnsafeMutableBufferPointer { target in
      for item in source {
        let digit = Int((item.key >> shift) & mask)
        target[places[digit]] = item
        places[digit] += 1
      }
    }
  }
}
