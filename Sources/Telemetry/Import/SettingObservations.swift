import GRDB

/// The settings that rows of samples name, until they become runs of history.
///
/// Kept per bucket, not per row, so that input in any order gives the same runs.
struct SettingObservations {
  fileprivate struct Observation {
    let key: BucketKey
    let setting: UInt32
    var slots: UInt64
  }

  fileprivate struct Point {
    let instant: Int
    let periodSeconds: Int
    let setting: UInt32
  }

  private var observations: [Observation] = []

  /// Notes the setting that one sample of a bucket names.
  mutating func observe(_ setting: UInt32, slot: Int, of key: BucketKey) {
    let bit: UInt64 = 1 << UInt64(slot)
    if let last = observations.last, last.key == key, last.setting == setting {
      observations[observations.count - 1].slots |= bit
    } else {
      observations.append(Observation(key: key, setting: setting, slots: bit))
    }
  }

  /// Lays the runs over the stored histories; `list[n - 1]` is the setting with number n.
  mutating func record(_ list: [FunctionSetting], in database: Database) throws {
    guard !observations.isEmpty else { return }
    observations.sort { ($0.key.workload, $0.key.start) < ($1.key.workload, $1.key.start) }
    let writer = try SettingWriter(database)
    var first = 0
    while first < observations.count {
      let workload = observations[first].key.workload
      var next = first
      while next < observations.count, observations[next].key.workload == workload { next += 1 }
      try writer.overlay(Self.runs(observations[first..<next], list), workload: workload)
      first = next
    }
  }

  /// Runs of consecutive samples with one setting; of two periods at one instant the finer counts.
  private static func runs(
    _ observations: ArraySlice<Observation>, _ list: [FunctionSetting]
  ) -> [SettingRun] {
    let setting = observations.first?.setting
    if observations.allSatisfy({ $0.setting == setting }) {
      let spans = observations.map { $0.key.span(of: $0.slots) }
      let from = spans.reduce(Int.max) { min($0, $1.lowerBound) }
      let to = spans.reduce(Int.min) { max($0, $1.upperBound) }
      return [SettingRun(from: from, to: to, setting: list[Int(setting ?? 1) - 1])]
    }
    let points = observations.flatMap(\.points).sorted {
      ($0.instant, $0.periodSeconds) < ($1.instant, $1.periodSeconds)
    }
    var runs: [SettingRun] = []
    var previous: Point?
    for point in points where point.instant != previous?.instant {
      let end = point.instant + point.periodSeconds
      if let previous, previous.setting == point.setting {
        runs[runs.count - 1].to = end
      } else {
        if !runs.isEmpty { runs[runs.count - 1].to = min(runs[runs.count - 1].to, point.instant) }
        runs.append(
          SettingRun(from: point.instant, to: end, setting: list[Int(point.setting) - 1]))
      }
      previous = point
    }
    return runs
  }
}

extension SettingObservations.Observation {
  fileprivate var points: [SettingObservations.Point] {
    (0..<SamplePeriod.maximumSlots).filter { slots & (1 << UInt64($0)) != 0 }.map {
      SettingObservations.Point(
        instant: key.start + $0 * key.periodSeconds, periodSeconds: key.periodSeconds,
        setting: setting)
    }
  }
}
