import CostModel

/// A UTC day that the window touches; no bucket crosses its midnights.
struct ScanDay: Hashable, Sendable {
  let range: Range<Int>
  /// It lies inside the window and inside one block, so that the summaries of its buckets will do.
  let isWhole: Bool

  /// The days of a window in order.
  static func days(of blocks: WindowBlocks) -> [ScanDay] {
    let length = SamplePeriod.day
    let first = blocks.window.lowerBound.flooredQuotient(by: length)
    let last = (blocks.window.upperBound - 1).flooredQuotient(by: length)
    return (first...last).map { number in
      let range = number * length..<(number + 1) * length
      return ScanDay(
        range: range, isWhole: blocks.areDays && range.clamped(to: blocks.window) == range)
    }
  }
}
