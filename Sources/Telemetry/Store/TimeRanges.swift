/// A set of instants as ascending ranges [since, until) that neither overlap nor touch.
struct TimeRanges: Hashable {
  private(set) var ranges: [Range<Int>] = []

  init(_ ranges: [Range<Int>] = []) {
    for range in ranges { insert(range) }
  }

  mutating func insert(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    var merged = range
    var apart: [Range<Int>] = []
    for old in ranges {
      if old.upperBound < merged.lowerBound || old.lowerBound > merged.upperBound {
        apart.append(old)
      } else {
        merged =
          min(old.lowerBound, merged.lowerBound)..<max(old.upperBound, merged.upperBound)
      }
    }
    let place = apart.firstIndex { $0.lowerBound > merged.lowerBound } ?? apart.count
    apart.insert(merged, at: place)
    ranges = apart
  }

  /// Takes a range out of the set.
  mutating func remove(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    ranges = ranges.flatMap { old in
      [
        old.lowerBound..<max(old.lowerBound, min(old.upperBound, range.lowerBound)),
        min(old.upperBound, max(old.lowerBound, range.upperBound))..<old.upperBound,
      ].filter { !$0.isEmpty }
    }
  }

  /// What is missing from the set to fill `window`.
  func gaps(in window: Range<Int>) -> [Range<Int>] {
    var missing = TimeRanges([window])
    for range in ranges { missing.remove(range) }
    return missing.ranges
  }

  /// How many seconds of the set lie in `window`.
  func seconds(in window: Range<Int>) -> Int {
    ranges.reduce(0) { $0 + $1.clamped(to: window).count }
  }
}
