import ArgumentParser
import CostModel
import Telemetry

/// One pull over all accounts and regions: inventory, plan, sweep, and detail where it matters.
struct PullJob: Sendable {
  let session: Session
  let scope: PullScope
  let window: AnalysisWindow
  let period: PullPeriod
  let functions: [NamePattern]
  let maximumCost: USD?
  let isDryRun: Bool
  /// Shared where a pull is tried again; nil makes one of `maximumCost`.
  var budget: APIBudget?

  func run() async throws -> PullRecord {
    let clock = ContinuousClock()
    let start = clock.now
    let startedAt = session.surroundings.clock
    let first = period.retention ?? .hour
    guard let range = window.aligned(to: first, at: startedAt) else {
      throw ValidationError(
        "no period of \(first.seconds) seconds is over between \(window.since.iso8601) and now")
    }
    let progress = ProgressLine(
      isShown: session.surroundings.errorIsTerminal && !session.options.quiet)
    let store = try session.openForWriting()
    try store.limitCacheForPull()
    let places = try await open(store, progress)
    var record = PullRecord(
      window: range, period: period, isDryRun: isDryRun, limit: maximumCost,
      pointQuota: scope.pointQuota, startedAt: startedAt)
    let inventories = await inventory(places, into: &record)
    try plan(inventories, over: range, period: first, into: &record)
    if isDryRun {
      if period == .auto { try planDetail(inventories, over: range, of: nil, into: &record) }
    } else {
      try await pass(inventories, record.regions.map(\.sweep), into: &record, progress)
      if period == .auto, !record.wasInterrupted {
        try planDetail(inventories, over: range, of: try undecided(range, record), into: &record)
        try await pass(inventories, record.regions.map(\.detail), into: &record, progress)
      }
    }
    record.seconds = start.duration(to: clock.now).inSeconds
    progress.clear()
    if record.outcome == .failed { try store.removeIfNewAndEmpty() }
    tell(record)
    return record
  }

  /// A region whose functions are known, with what pulls it.
  typealias Inventory = (pull: Pull, region: PulledRegion)

  private func tell(_ record: PullRecord) {
    for line in record.failureLines { session.messages.failure(line) }
    for line in record.summaryLines { session.messages.note(line) }
  }
}
