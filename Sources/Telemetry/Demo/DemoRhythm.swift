/// How a workload's traffic moves through the day and the week.
struct DemoRhythm {
  /// Relative traffic of each hour of a UTC day, 0…1.
  let hours: [Double]
  /// Relative traffic of Saturday and Sunday, 0…1.
  let weekend: Double

  /// Traffic at an hour counted from a Monday's midnight, 0…1.
  func weight(hour: Int) -> Double {
    let weekday = hour / 24 % 7
    return hours[hour % 24] * (weekday < 5 ? 1 : weekend)
  }

  /// Mean over a week, to scale a rhythm to a wanted utilization.
  var mean: Double {
    hours.reduce(0, +) / 24 * (5 + 2 * weekend) / 7
  }

  static let steady = DemoRhythm(hours: Array(repeating: 1, count: 24), weekend: 1)

  /// European and American office hours.
  static let office = DemoRhythm(
    hours: [
      0.05, 0.04, 0.04, 0.04, 0.06, 0.12, 0.30, 0.62, 0.85, 0.95, 0.92, 0.80, 0.86, 1.00, 0.98,
      0.94, 0.82, 0.62, 0.45, 0.34, 0.24, 0.16, 0.10, 0.07,
    ], weekend: 0.15)

  /// People at home: a broad day with an evening peak, weekends included.
  static let consumer = DemoRhythm(
    hours: [
      0.42, 0.34, 0.28, 0.24, 0.22, 0.24, 0.32, 0.44, 0.54, 0.60, 0.62, 0.66, 0.70, 0.68, 0.66,
      0.68, 0.74, 0.82, 0.92, 1.00, 0.98, 0.86, 0.68, 0.52,
    ], weekend: 0.9)

  /// A queue that is drained day and night.
  static let queue = DemoRhythm(
    hours: [
      0.88, 0.86, 0.84, 0.84, 0.86, 0.88, 0.90, 0.92, 0.96, 1.00, 1.00, 0.98, 0.96, 0.98, 1.00,
      0.98, 0.96, 0.94, 0.92, 0.92, 0.90, 0.90, 0.88, 0.88,
    ], weekend: 0.95)

  /// A nightly run, every night.
  static let nightly = DemoRhythm(
    hours: [0.3, 1.0, 1.0, 0.9, 0.5, 0.1] + Array(repeating: 0, count: 17) + [0.1], weekend: 1)
}
