import CostModel
import Foundation
import GRDB
import Testing

@testable import Telemetry

@Suite("The condition of the database")
struct StoreConditionTests {
  @Test("an empty store has a schema and no newest sample")
  func empty() throws {
    try withStore { store, path in
      let condition = try store.condition()
      #expect(condition.workloads == 0)
      #expect(condition.newest == nil)
      #expect(condition.journal == "wal")
      #expect(condition.schema == Schema.migrator.migrations.last)
      #expect(condition.bytes > 0)
    }
  }

  @Test("after an import it tells the newest sample's end, for a reader too")
  func filled() throws {
    try withStore { store, path in
      let text = """
        function,timestamp,period_seconds,invocations,duration_ms_sum,concurrency_max
        a,2026-01-05T00:00:00Z,60,1,100,1
        b,2026-01-05T00:01:00Z,60,1,100,1

        """
      _ = try store.importFile(
        .bytes(Array(text.utf8), name: "a.csv"),
        options: ImportOptions(kind: .csv, region: "us-east-1", account: nil))
      let condition = try UsageStore.open(at: path, access: .readOnly).condition()
      #expect(condition.workloads == 2)
      #expect(condition.newest == Instant(iso8601: "2026-01-05T00:02:00Z"))
    }
  }

  private func withStore(_ body: (UsageStore, String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "costctl.db").path
    try body(try UsageStore.open(at: path, access: .readWrite), path)
  }
}
