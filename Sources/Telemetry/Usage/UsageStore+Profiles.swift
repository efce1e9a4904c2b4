package import CostModel
import Dispatch
import Foundation
import GRDB
import Synchronization

extension UsageStore {
  /// What every stored function did in the window, in the order of `Workload`.
  ///
  /// `globs` (each a `NamePattern` on the function name) select some of them; none selects all.
  package func profiles(
    in window: AnalysisWindow, functions globs: [String]
  ) throws -> [UsageProfile] {
    try reportingErrors {
      if path == StoreFile.memory { return try Self.profiles(window, globs, database) }
      let readers = try Self.readers(of: StoreFile(path: path))
      let before = try Self.version(readers[0])
      let profiles = try Self.profiles(window, globs, readers)
      if try Self.version(readers[0]) == before { return profiles }
      // Somebody stored samples meanwhile, so the readers may have seen different states.
      return try Self.profiles(window, globs, readers[0])
    }
  }

  /// One connection per core, up to four: beyond that the file is what they wait for.
  static func readers(of file: StoreFile) throws -> [DatabaseQueue] {
    try (0..<min(4, max(1, ProcessInfo.processInfo.activeProcessorCount))).map { _ in
      try file.connectReader()
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
      let selection = try WorkloadSelection(database, functions: globs)
      let profiles = try BucketScan.profiles(selection.entries[...], window, database)
      return selection.order.map { profiles[$0] }
    }
  }

  /// Each reader scans its share of the workloads at the same time as the others.
  private static func profiles(
    _ window: AnalysisWindow, _ globs: [String], _ readers: [DatabaseQueue]
  ) throws -> [UsageProfile] {
    let selection = try readers[0].read { try WorkloadSelection($0, functions: globs) }
    let shares = selection.shares(readers.count)
    let parts = try Self.sideBySide(readers.count) { part in
      try readers[part].read {
        try BucketScan.profiles(selection.entries[shares[part]], window, $0)
      }
    }
    return selection.order.concurrentMap { places in
      places.map { place in
        let part = shares.firstIndex { $0.contains(place) } ?? 0
        return parts[part][place - shares[part].lowerBound]
      }
    }
  }

  /// Runs the parts of a job on as many threads; the results are in the order of the parts.
  static func sideBySide<Part: Sendable>(
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
  /// What some workloads did, in the order given, which is that of their ids.
  fileprivate static func profiles(
    _ entries: ArraySlice<WorkloadSelection.Entry>, _ window: AnalysisWindow, _ database: Database
  ) throws -> [UsageProfile] {
    let share = try ScanShare(entries, window: window, database: database)
    var scan = try BucketScan(share, database: database)
    for day in ScanDay.days(of: share.blocks) { try scan.add(day) }
    return scan.profiles
  }
}
