package import CostModel
import Dispatch
import GRDB
import Synchronization

extension UsageStore {
  /// What every stored function did in the window, in the order of `Workload`.
  ///
  /// `globs` (`*`, `?`, `[…]` on the function name) select some of them; none selects all.
  package func profiles(
    in window: AnalysisWindow, functions globs: [String]
  ) throws -> [UsageProfile] {
    try reportingErrors {
      if path == StoreFile.memory { return try Self.profiles(window, globs, database) }
      let file = StoreFile(path: path)
      let readers = [try file.connectReader(), try file.connectReader()]
      let before = try Self.version(readers[0])
      let profiles = try Self.profiles(window, globs, readers)
      if try Self.version(readers[0]) == before { return profiles }
      // Somebody stored samples meanwhile, so the readers may have seen different states.
      return try Self.profiles(window, globs, readers[0])
    }
  }

  /// Changes whenever another connection has committed.
  private static func version(_ reader: DatabaseQueue) throws -> Int? {
    try reader.unsafeRead { try Int.fetchOne($0, sql: "PRAGMA data_version") }
  }

  private static func profiles(
    _ window: AnalysisWindow, _ globs: [String], _ reader: DatabaseQueue
  ) throws -> [UsageProfile] {
    try reader.read { database in
      let plan = try ScanPlan(database, window: window, functions: globs)
      let stretches = ScanStretch.shares(of: plan.blocks, parts: 1)[0]
      let tally = try BucketScan.tally(stretches, plan, database)
      return ScanResult(plan: plan, tally: tally, window: window).profiles()
    }
  }

  /// Each reader scans its share of the window at the same time as the others.
  private static func profiles(
    _ window: AnalysisWindow, _ globs: [String], _ readers: [DatabaseQueue]
  ) throws -> [UsageProfile] {
    let plan = try readers[0].read { try ScanPlan($0, window: window, functions: globs) }
    let shares = ScanStretch.shares(of: plan.blocks, parts: readers.count)
    let outcomes = Mutex<[Int: Result<UsageTally, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: readers.count) { part in
      let outcome = Result {
        try readers[part].read { try BucketScan.tally(shares[part], plan, $0) }
      }
      outcomes.withLock { $0[part] = outcome }
    }
    let ordered = outcomes.withLock { $0.sorted { $0.key < $1.key }.map(\.value) }
    var tally = try ordered[0].get()
    for outcome in ordered.dropFirst() { tally.merge(try outcome.get()) }
    return ScanResult(plan: plan, tally: tally, window: window).profiles()
  }
}

extension BucketScan {
  fileprivate static func tally(
    _ stretches: [ScanStretch], _ plan: ScanPlan, _ database: Database
  ) throws -> UsageTally {
    var scan = try BucketScan(plan, database: database)
    for stretch in stretches { try scan.add(stretch) }
    return scan.tally
  }
}
