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
      let result = ScanResult(plan: plan, tally: tally, window: window)
      return result.profiles(0..<result.count)
    }
  }

  /// Each reader scans its share of the window at the same time as the others.
  private static func profiles(
    _ window: AnalysisWindow, _ globs: [String], _ readers: [DatabaseQueue]
  ) throws -> [UsageProfile] {
    let plan = try readers[0].read { try ScanPlan($0, window: window, functions: globs) }
    let shares = ScanStretch.shares(of: plan.blocks, parts: readers.count)
    let tallies = try Self.sideBySide(readers.count) { part in
      try readers[part].read { try BucketScan.tally(shares[part], plan, $0) }
    }
    var tally = tallies[0]
    for other in tallies.dropFirst() { tally.merge(other) }
    let result = ScanResult(plan: plan, tally: tally, window: window)
    return try Self.sideBySide(readers.count) { part in
      result.profiles(
        result.count * part / readers.count..<result.count * (part + 1) / readers.count)
    }.flatMap { $0 }
  }

  /// Runs the parts of a job on as many threads; the results are in the order of the parts.
  private static func sideBySide<Part: Sendable>(
    _ parts: Int, _ body: @Sendable (Int) throws -> Part
  ) throws -> [Part] {
    let outcomes = Mutex<[Int: Result<Part, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      let outcome = Result { try body(part) }
      outcomes.withLock { $0[part] = outcome }
    }
    return try outcomes.withLock { outcomes in
      try outcomes.sorted { $0.key < $1.key }.map { try $0.value.get() }
    }
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
