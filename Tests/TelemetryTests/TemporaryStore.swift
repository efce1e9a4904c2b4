import CostModel
import Foundation
import GRDB
import Telemetry

/// A store in a folder of its own that disappears with it.
final class TemporaryStore {
  let folder: URL
  var path: String { folder.appendingPathComponent("costctl.db").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("costctl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func open(_ access: UsageStore.Access = .readWrite) throws -> UsageStore {
    try UsageStore.open(at: path, access: access)
  }

  @discardableResult
  func load(
    _ text: String, kind: ImportKind = .auto, covers: AnalysisWindow? = nil,
    batchSlots: Int = 2_000_000
  ) throws -> ImportSummary {
    try load(Array(text.utf8), kind: kind, covers: covers, batchSlots: batchSlots)
  }

  @discardableResult
  func load(
    _ bytes: [UInt8], kind: ImportKind = .auto, covers: AnalysisWindow? = nil,
    batchSlots: Int = 2_000_000
  ) throws -> ImportSummary {
    try open().importFile(
      .bytes(bytes, name: "usage.csv"),
      options: ImportOptions(
        kind: kind, covers: covers, region: "us-east-1", batchSlots: batchSlots))
  }

  func profiles(_ since: String, _ until: String, _ globs: String...) throws -> [UsageProfile] {
    try open(.readOnly).profiles(in: try window(since, until), functions: globs)
  }

  func query(_ sql: String) throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    return try queue.read { database in
      try Row.fetchAll(database, sql: sql).map { row in
        row.databaseValues.map { String(describing: $0) }.joined(separator: "|")
      }
    }
  }

  /// Everything stored, by the names of the workloads: ids depend on the order of arrival.
  func dump() throws -> [String] {
    let name = "w.name, w.account, w.region"
    return try query("SELECT \(name) FROM workload w ORDER BY 1, 2, 3")
      + query(
        """
        SELECT \(name), c.valid_from, c.valid_to, c.memory_mb, c.architecture
        FROM configuration c JOIN workload w ON w.id = c.workload ORDER BY 1, 2, 3, 4
        """)
      + query(
        """
        SELECT \(name), r.period_seconds, r.since, r.until
        FROM covered_range r JOIN workload w ON w.id = r.workload ORDER BY 1, 2, 3, 4, 5
        """)
      + query(
        """
        SELECT \(name), b.* FROM (SELECT * FROM sample_bucket) b
        JOIN workload w ON w.id = b.workload ORDER BY b.start, 1, 2, 3, b.period_seconds
        """
      ).map(Self.withoutID)
  }

  private static func withoutID(_ row: String) -> String {
    var cells = row.split(separator: "|", omittingEmptySubsequences: false)
    cells.remove(at: 4)
    return cells.joined(separator: "|")
  }
}

struct NotAnInstant: Error {}

func window(_ since: String, _ until: String) throws -> AnalysisWindow {
  guard let since = Instant(iso8601: since), let until = Instant(iso8601: until) else {
    throw NotAnInstant()
  }
  return AnalysisWindow(since: since, until: until)
}

/// Rows under the six mandatory columns and whatever `more` names.
func csv(_ rows: [String], more: String = "") -> String {
  let header = "function,timestamp,period_seconds,invocations,duration_ms_sum,concurrency_max"
  return ([header + more] + rows).joined(separator: "\n") + "\n"
}
