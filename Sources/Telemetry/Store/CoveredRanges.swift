/// Stretches of time that were pulled or imported, in order and apart.
struct CoveredRanges: Equatable {
  private(set) var ranges: [Range<Int>]

  init(_ ranges: [Range<Int>] = []) {
    var joined: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = joined.last, range.lowerBound <= last.upperBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    self.ranges = joined
  }

  func adding(_ range: Range<Int>) -> CoveredRanges { CoveredRanges(ranges + [range]) }

  /// Seconds of the window that lie inside.
  func seconds(in window: Range<Int>) -> Int {
    ranges.reduce(0) { $0 + $1.clamped(to: window).count }
  }
}
