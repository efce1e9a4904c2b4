/// When a workload is busy: average concurrency by hour of the week, in UTC.
package struct WeekProfile: Hashable, Sendable {
  package static let hours = 168

  /// Executions running on average, from Monday 00:00–01:00 to Sunday 23:00–24:00.
  ///
  /// Nil where no such hour of the window was covered.
  package let averageConcurrency: [Double?]

  package init(averageConcurrency: [Double?]) {
    precondition(averageConcurrency.count == Self.hours, "a week has 168 hours")
    self.averageConcurrency = averageConcurrency
  }

  /// Busy time over the slots an always-on replacement would have, 0…1 except where samples contradict.
  package func utilization(slots: Double) -> [Double?] {
    averageConcurrency.map { $0.map { slots > 0 ? min(1, $0 / slots) : 0 } }
  }
}
