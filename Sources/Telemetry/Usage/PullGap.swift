import GRDB

/// What pulls asked about one workload and did not bring whole.
struct PullGap: Hashable {
  /// Seconds of the window that failed and that nothing else covers.
  let seconds: Int
  /// Points of it may lie beside those of another period.
  let mixesPeriods: Bool
}

extension PullGap {
  /// The gaps inside `window` by the id of the workload.
  static func all(_ database: Database, in window: Range<Int>) throws -> [Int: PullGap] {
    let failed = try PreparedStatement(
      database, "SELECT workload, period_seconds, since, until FROM failed_range ORDER BY workload")
    let covered = try PreparedStatement(
      database, "SELECT period_seconds, since, until FROM covered_range WHERE workload = ?")
    var missing: [Int: Ranges] = [:]
    while try failed.step() {
      missing[failed.int(0), default: Ranges()]
        .insert(failed.int(2)..<failed.int(3), period: failed.int(1))
    }
    var gaps: [Int: PullGap] = [:]
    for (workload, failures) in missing {
      var known = Ranges()
      covered.bind(workload, at: 1)
      while try covered.step() {
        known.insert(covered.int(1)..<covered.int(2), period: covered.int(0))
      }
      covered.reset()
      let unknown = known.times.gaps(in: window).reduce(0) {
        $0 + failures.times.seconds(in: $1)
      }
      gaps[workload] = PullGap(
        seconds: unknown, mixesPeriods: failures.periods.union(known.periods).count > 1)
    }
    return gaps
  }

  private struct Ranges {
    private(set) var times = TimeRanges()
    private(set) var periods: Set<Int> = []

    mutating func insert(_ range: Range<Int>, period: Int) {
      times.insert(range)
      periods.insert(period)
    }
  }
}
