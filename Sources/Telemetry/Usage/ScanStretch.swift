import CostModel

/// A part of the window for one scan, rounded out to UTC midnights, which no bucket crosses.
struct ScanStretch: Hashable, Sendable {
  let range: Range<Int>
  /// Its buckets lie inside the window and inside one block each, so that their summaries will do.
  let isWhole: Bool

  /// The stretches of a window in order, in at most `parts` shares of similar length.
  static func shares(of blocks: WindowBlocks, parts: Int) -> [[ScanStretch]] {
    let day = SamplePeriod.day
    let first = blocks.window.lowerBound.flooredQuotient(by: day)
    let end = (blocks.window.upperBound - 1).flooredQuotient(by: day) + 1
    return (0..<parts).map { part in
      let from = first + (end - first) * part / parts
      let to = first + (end - first) * (part + 1) / parts
      return joined(
        (from..<to).map { number in
          let range = number * day..<(number + 1) * day
          return ScanStretch(
            range: range, isWhole: blocks.areDays && range.clamped(to: blocks.window) == range)
        })
    }
  }

  private static func joined(_ days: [ScanStretch]) -> [ScanStretch] {
    days.reduce(into: []) { result, next in
      if let last = result.last, last.isWhole == next.isWhole {
        result[result.count - 1] = ScanStretch(
          range: last.range.lowerBound..<next.range.upperBound, isWhole: last.isWhole)
      } else {
        result.append(next)
      }
    }
  }
}
