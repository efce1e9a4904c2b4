/// The points of one batch by statistic and instant, so that whatever comes twice merges.
struct SeriesGrid: Sendable {
  let range: Range<Int>
  let period: Int
  let slots: Int
  /// Query-major, NaN where no point came.
  private var values: [Double]
  /// Per query, the slots whose value was no plausible number or whose instant fell between slots.
  private(set) var dropped: [Int: Set<Int>] = [:]
  /// Points outside the range that was asked for.
  private(set) var strays = 0

  /// Whole numbers above it lose their unit.
  private static let largestValue: Double = 9_007_199_254_740_992

  init(queries: Int, range: Range<Int>, period: Int) {
    self.range = range
    self.period = period
    slots = range.count / period
    values = Array(repeating: .nan, count: queries * slots)
  }

  /// NaN where no point came.
  func value(_ query: Int, at slot: Int) -> Double { values[query * slots + slot] }

  /// Takes the points of a page over; a later value of the same instant replaces the earlier one.
  mutating func merge(_ page: MetricDataPage, _ points: Range<Int>, query: Int) {
    let base = query * slots
    for index in points {
      let offset = page.instants[index] &- range.lowerBound
      guard offset >= 0, offset < range.count else {
        strays += 1
        continue
      }
      let (slot, rest) = offset.quotientAndRemainder(dividingBy: period)
      let value = page.values[index]
      if rest == 0, value >= 0, value <= Self.largestValue {
        values[base + slot] = value
        if !dropped.isEmpty { dropped[query]?.remove(slot) }
      } else if rest != 0 || values[base + slot].isNaN {
        dropped[query, default: []].insert(slot)
      }
    }
  }
}
