import CostModel

/// Busy and covered seconds by hour of the week, for many workloads at once.
struct WeekTally {
  /// Row-major: workload, hour of the week.
  private var busy: [Double]
  private var covered: [Int]
  private var isCoarse: [Bool]
  /// Busy seconds of one UTC day by period of the samples: workload, hour of the day.
  private var today: [Int: [Double]] = [:]
  private let window: Range<Int>

  private static let hour = SamplePeriod.hour.seconds
  private static let hoursOfDay = 24

  init(workloads: Int, window: Range<Int>) {
    busy = Array(repeating: 0, count: workloads * WeekProfile.hours)
    covered = Array(repeating: 0, count: workloads * WeekProfile.hours)
    isCoarse = Array(repeating: false, count: workloads)
    self.window = window
  }

  /// Whether samples of the period lie in one hour each.
  static func isFine(_ period: Int) -> Bool { hour.isMultiple(of: period) }

  /// Samples that span hours do not say when within them it was busy.
  mutating func noteCoarse(_ workload: Int) { isCoarse[workload] = true }

  mutating func add(_ milliseconds: Double, at instant: Int, period: Int, workload: Int) {
    let place =
      workload * Self.hoursOfDay
      + instant.flooredRemainder(by: SamplePeriod.day) / Self.hour
    today[period, default: Array(repeating: 0, count: isCoarse.count * Self.hoursOfDay)][place] +=
      milliseconds / 1000
  }

  /// Ends a day: where several periods tell of the same hour, the one that saw most of it counts.
  mutating func end(day start: Int) {
    guard let first = today.values.first else { return }
    let hours = today.count == 1 ? first : largest(today.values)
    let weekday = Self.hourOfWeek(start)
    for workload in isCoarse.indices {
      for hour in 0..<Self.hoursOfDay {
        busy[workload * WeekProfile.hours + weekday + hour] +=
          hours[workload * Self.hoursOfDay + hour]
      }
    }
    today.removeAll(keepingCapacity: true)
  }

  private func largest(_ days: some Sequence<[Double]>) -> [Double] {
    days.reduce(into: Array(repeating: 0, count: isCoarse.count * Self.hoursOfDay)) { most, day in
      for place in most.indices { most[place] = max(most[place], day[place]) }
    }
  }

  /// Adds what was pulled or imported of the window; the ranges of a workload do not overlap.
  mutating func cover(_ range: Range<Int>, workload: Int) {
    let range = range.clamped(to: window)
    var start = range.lowerBound
    while start < range.upperBound {
      let end = min(range.upperBound, (start.flooredQuotient(by: Self.hour) + 1) * Self.hour)
      covered[workload * WeekProfile.hours + Self.hourOfWeek(start)] += end - start
      start = end
    }
  }

  /// Nil where the samples are too coarse or nothing is covered.
  func profile(_ workload: Int) -> WeekProfile? {
    guard !isCoarse[workload] else { return nil }
    let first = workload * WeekProfile.hours
    let hours = (first..<first + WeekProfile.hours).map { place in
      covered[place] > 0 ? busy[place] / Double(covered[place]) : nil
    }
    return hours.contains { $0 != nil } ? WeekProfile(averageConcurrency: hours) : nil
  }

  /// 0 is Monday 00:00 in UTC; 1970-01-01 was a Thursday.
  private static func hourOfWeek(_ instant: Int) -> Int {
    (instant.flooredQuotient(by: hour) + 72).flooredRemainder(by: WeekProfile.hours)
  }
}
