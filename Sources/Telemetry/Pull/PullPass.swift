package import CostModel

/// What one pass over one account and region brought.
package struct PullPass: Sendable {
  /// Functions that came whole.
  package var pulled: Set<Workload> = []
  package var calls = 0
  package var points = 0
  package var metrics = 0
  package var failures: [PullFailure] = []
  /// Points that were no plausible number: their periods stay uncovered.
  package var dropped: [Workload: Int] = [:]
  /// Points outside the range that was asked for.
  package var strays = 0
  package var wasInterrupted = false

  package init() {}

  package mutating func add(_ other: PullPass) {
    pulled.formUnion(other.pulled)
    calls += other.calls
    points += other.points
    metrics += other.metrics
    failures += other.failures
    dropped.merge(other.dropped, uniquingKeysWith: +)
    strays += other.strays
    wasInterrupted = wasInterrupted || other.wasInterrupted
  }

  mutating func add(_ result: BatchResult) {
    calls += result.calls
    points += result.pointsReceived
    metrics += result.metricsBilled
    strays += result.grid.strays
    wasInterrupted = wasInterrupted || result.ending == .interrupted
    for (place, series) in result.batch.series.enumerated() {
      if let reason = result.failures[place] {
        failures.append(PullFailure(workload: series.workload, reason: reason))
      } else {
        pulled.insert(series.workload)
      }
      if let count = result.dropped[place], count > 0 {
        dropped[series.workload, default: 0] += count
      }
    }
  }

  mutating func fail(_ batch: PullBatch, _ reason: PullFailure.Reason) {
    failures += batch.series.map { PullFailure(workload: $0.workload, reason: reason) }
  }
}
