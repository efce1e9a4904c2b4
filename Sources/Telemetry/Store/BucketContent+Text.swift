extension BucketContent {
  /// Writes the slots as a JSON array and returns its length.
  func writeSlots(to target: UnsafeMutablePointer<UInt8>) -> Int {
    target[0] = UInt8(ascii: "[")
    var length = 1
    var rest = slots
    while rest != 0 {
      length += DecimalText.writeDigits(UInt64(rest.trailingZeroBitCount), to: target + length)
      target[length] = UInt8(ascii: ",")
      length += 1
      rest &= rest &- 1
    }
    target[length - 1] = UInt8(ascii: "]")
    return length
  }

  /// Writes a metric as a JSON array, one value or null per slot, and returns its length.
  func write(_ metric: Metric, to target: UnsafeMutablePointer<UInt8>) -> Int {
    let delivered = slots(with: metric)
    target[0] = UInt8(ascii: "[")
    var length = 1
    var rest = slots
    while rest != 0 {
      let slot = rest.trailingZeroBitCount
      if delivered & (1 << UInt64(slot)) != 0 {
        length += DecimalText.write(value(metric, at: slot), to: target + length)
      } else {
        for byte in "null".utf8 {
          target[length] = byte
          length += 1
        }
      }
      target[length] = UInt8(ascii: ",")
      length += 1
      rest &= rest &- 1
    }
    target[length - 1] = UInt8(ascii: "]")
    return length
  }

  /// Puts the delivered values of `other` over this bucket's.
  mutating func overlay(_ other: borrowing BucketContent) {
    var samples = other.slots
    while samples != 0 {
      addSample(at: samples.trailingZeroBitCount)
      samples &= samples &- 1
    }
    for metric in Metric.allCases {
      var rest = other.slots(with: metric)
      while rest != 0 {
        let slot = rest.trailingZeroBitCount
        set(metric, other.value(metric, at: slot), at: slot)
        rest &= rest &- 1
      }
    }
  }
}
