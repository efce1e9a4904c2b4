package import CostModel

/// What a pull is asked for, the same for every account and region.
package struct PullSettings: Sendable {
  package let window: AnalysisWindow
  /// When the run began: what is late, and what is over, is judged by it.
  package let startedAt: Instant
  /// Batches under way at a time, per account and region.
  package let inFlight: Int
  /// Nothing but the inventory will be asked for.
  package let isDryRun: Bool
  package let isWanted: @Sendable (String) -> Bool

  package init(
    window: AnalysisWindow, startedAt: Instant, inFlight: Int = 4, isDryRun: Bool = false,
    isWanted: @escaping @Sendable (String) -> Bool = { _ in true }
  ) {
    self.window = window
    self.startedAt = startedAt
    self.inFlight = max(1, inFlight)
    self.isDryRun = isDryRun
    self.isWanted = isWanted
  }
}

/// Where a pull tells how it is getting on.
package struct PullEvents: Sendable {
  package let note: @Sendable (String) -> Void
  package let detail: @Sendable (String) -> Void
  /// Points that have just come.
  package let received: @Sendable (Int) -> Void
  /// Points of a plan that are dealt with, whether they came or not.
  package let finished: @Sendable (Int) -> Void

  package init(
    note: @escaping @Sendable (String) -> Void = { _ in },
    detail: @escaping @Sendable (String) -> Void = { _ in },
    received: @escaping @Sendable (Int) -> Void = { _ in },
    finished: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    self.note = note
    self.detail = detail
    self.received = received
    self.finished = finished
  }
}
