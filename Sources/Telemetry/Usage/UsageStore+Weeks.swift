package import CostModel
import GRDB

extension UsageStore {
  /// When each workload was busy in the window; none for those whose samples span more than an hour.
  package func weeks(in window: AnalysisWindow) throws -> [Workload: WeekProfile] {
    try reportingErrors {
      guard path != StoreFile.memory else {
        return try database.read { try Self.weeks(window, part: 0, of: 1, $0) }
      }
      let readers = try Self.readers(of: StoreFile(path: path))
      let parts = try Self.sideBySide(readers.count) { part in
        try readers[part].read { try Self.weeks(window, part: part, of: readers.count, $0) }
      }
      return parts.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    }
  }

  private static func weeks(
    _ window: AnalysisWindow, part: Int, of parts: Int, _ database: Database
  ) throws -> [Workload: WeekProfile] {
    let selection = try WorkloadSelection(database, functions: [])
    let entries = selection.entries[selection.shares(parts)[part]]
    let share = try ScanShare(entries, window: window, database: database)
    let profiles = try WeekScan(share).profiles(database)
    return Dictionary(
      uniqueKeysWithValues: zip(entries, profiles).compactMap { entry, profile in
        profile.map { (entry.workload, $0) }
      })
  }
}
