import CostModel
import Foundation
import GRDB
import Testing

@testable import Telemetry

@Suite("Opening a store")
struct StoreFileTests {
  @Test("a new store and its folder are readable by their owner only")
  func permissions() throws {
    let home = try TemporaryStore()
    let path = home.folder.appendingPathComponent("deep/er/costctl.db").path
    _ = try UsageStore.open(at: path, access: .readWrite)
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try mode(path) == 0o600)
    #expect(try mode(home.folder.appendingPathComponent("deep").path) == 0o700)
  }

  @Test("reading needs a store that is there")
  func missing() throws {
    let home = try TemporaryStore()
    #expect(throws: StoreError.missing(path: home.path)) { try home.open(.readOnly) }
    #expect(!FileManager.default.fileExists(atPath: home.path))
  }

  @Test(
    "a database of another program is refused and not one byte of it changes",
    arguments: ["DELETE", "WAL"])
  func foreign(mode: String) throws {
    let home = try TemporaryStore()
    do {
      let queue = try DatabaseQueue(path: home.path)
      try queue.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA journal_mode = \(mode); CREATE TABLE theirs (x)")
      }
      try queue.close()
    }
    let before = try Data(contentsOf: URL(fileURLWithPath: home.path))
    for access in [UsageStore.Access.readWrite, .readOnly] {
      #expect(throws: StoreError.foreign(path: home.path)) { try home.open(access) }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: home.path)) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: home.folder.path) == ["costctl.db"])
  }

  @Test(
    "a file that is no database is refused and kept",
    arguments: ["hello", String(repeating: "x", count: 5000)])
  func notDatabase(text: String) throws {
    let home = try TemporaryStore()
    try text.write(toFile: home.path, atomically: false, encoding: .utf8)
    #expect(throws: StoreError.notDatabase(path: home.path)) { try home.open() }
    #expect(try String(contentsOfFile: home.path, encoding: .utf8) == text)
  }

  @Test("a folder is no store, nor is a path below a file")
  func places() throws {
    let home = try TemporaryStore()
    #expect(throws: StoreError.folder(path: home.folder.path)) {
      try UsageStore.open(at: home.folder.path, access: .readWrite)
    }
    _ = try home.open()
    let below = home.path + "/inner.db"
    #expect(
      throws: StoreError.unreachable(path: below, reason: "its folder cannot be made")
    ) { try UsageStore.open(at: below, access: .readWrite) }
  }

  @Test("a store of a newer costctl is refused by both ways of opening")
  func newer() throws {
    let home = try TemporaryStore()
    _ = try home.open()
    try DatabaseQueue(path: home.path).write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 from the future')")
    }
    for access in [UsageStore.Access.readWrite, .readOnly] {
      #expect(throws: StoreError.newer(path: home.path)) { try home.open(access) }
    }
  }

  @Test("a store whose making was interrupted is finished by a writer and refused to a reader")
  func interrupted() throws {
    let home = try TemporaryStore()
    try DatabaseQueue(path: home.path).writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA application_id = 1129272148; CREATE TABLE t (x); DROP TABLE t")
    }
    #expect(throws: StoreError.older(path: home.path)) { try home.open(.readOnly) }
    #expect(try home.open().newestInstant() == nil)
    #expect(try home.open(.readOnly).newestInstant() == nil)
  }

  @Test("a store from before durable executions were counted keeps its samples")
  func migrated() throws {
    let home = try TemporaryStore()
    let queue = try DatabaseQueue(path: home.path)
    try Schema.migrator.migrate(
      queue, upTo: "3 failed ranges, Lambda Insights and capacity providers")
    try queue.writeWithoutTransaction {
      try $0.execute(
        sql: """
          PRAGMA application_id = \(Schema.applicationID);
          INSERT INTO workload (id, name, region) VALUES (1, 'f', 'us-east-1');
          INSERT INTO sample_bucket (start, workload, period_seconds, samples,
            samples_without_concurrency, invocations, durable_operations, slots)
          VALUES (1767571200, 1, 3600, 1, 1, 7, 21, '[0]');
          """)
    }
    try queue.close()
    _ = try home.open()
    for view in ["sample", "workload_day"] {
      #expect(
        try home.query(
          "SELECT invocations, durable_operations, durable_executions FROM \(view)")
          == ["7.0|21.0|NULL"])
    }
  }

  @Test("a damaged store is called damaged")
  func damaged() throws {
    let home = try TemporaryStore()
    try home.load(SyntheticUsage.csv(order: .byFunction))
    try DatabaseQueue(path: home.path).write {
      try $0.execute(sql: "UPDATE sample_bucket SET slots = '[0,99]'")
    }
    #expect(throws: StoreError.damaged(path: home.path)) {
      try home.profiles("2026-01-05", "2026-01-06")
    }
  }

  @Test("a reader sees the store while a writer is in the middle of an import")
  func readerBesideWriter() throws {
    let home = try TemporaryStore()
    try home.load(SyntheticUsage.csv(order: .byFunction))
    let before = try home.profiles("2026-01-05", "2026-01-08")
    let writer = try DatabaseQueue(path: home.path)
    try writer.inTransaction(.immediate) { database in
      try database.execute(sql: "DELETE FROM sample_bucket")
      #expect(try home.profiles("2026-01-05", "2026-01-08") == before)
      return .rollback
    }
  }

  @Test("opening for writing does not wait for another writer")
  func openBesideWriter() throws {
    let home = try TemporaryStore()
    try home.load(SyntheticUsage.csv(order: .byFunction))
    let writer = try DatabaseQueue(path: home.path)
    try writer.inTransaction(.immediate) { _ in
      let newest = try home.open(.readWrite).newestInstant()
      #expect(newest != nil)
      return .rollback
    }
  }

  @Test("a store in memory takes samples and gives the same profiles as one on disk")
  func memory() throws {
    let memory = try UsageStore.open(at: ":memory:", access: .readWrite)
    let text = SyntheticUsage.csv(order: .byTime)
    _ = try memory.importFile(
      .bytes(Array(text.utf8), name: "usage.csv"), options: ImportOptions(region: "us-east-1"))
    let disk = try TemporaryStore()
    try disk.load(text)
    #expect(
      try memory.profiles(in: try window("2026-01-05", "2026-01-06"), functions: [])
        == disk.profiles("2026-01-05", "2026-01-06"))
  }
}
