import CostModel

/// What became of one batch: its points, and which functions they are not complete for.
struct BatchResult: Sendable {
  let batch: PullBatch
  let grid: SeriesGrid
  /// By place in the batch; the points of these are kept, but no coverage is claimed.
  let failures: [Int: PullFailure.Reason]
  /// Points that were no plausible number, by place in the batch.
  let dropped: [Int: Int]
  /// Why its pages ended before the last one; nil when they did not.
  let ending: PullFailure.Reason?
  let calls: Int
  let metricsBilled: Int
  let pointsReceived: Int
}
