package import CostModel
import Foundation
import GRDB

/// The SQLite file of samples: where telemetry is kept and usage is read from.
package struct UsageStore: Sendable {
  package enum Access: Sendable {
    case readWrite
    case readOnly
  }

  let path: String
  let queue: DatabaseQueue

  /// Opens the file, making it and its folder when writing; `:memory:` is a store without a file.
  package static func open(at path: String, access: Access) throws -> UsageStore {
    if path != ":memory:" { try StoreFile(path: path).prepare(for: access) }
    return try reporting(path) {
      let queue = try connect(path, access)
      let store = UsageStore(path: path, queue: queue)
      try store.checkSchema(access)
      return store
    }
  }

  static func connect(_ path: String, _ access: Access) throws -> DatabaseQueue {
    var configuration = GRDB.Configuration()
    configuration.busyMode = .timeout(5)
    configuration.readonly = access == .readOnly
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA temp_store = MEMORY")
      switch access {
      case .readWrite:
        try database.execute(
          sql: """
            PRAGMA synchronous = NORMAL;
            PRAGMA secure_delete = OFF;
            PRAGMA cache_size = -262144;
            PRAGMA wal_autocheckpoint = 20000;
            """)
      case .readOnly:
        // The mapping is a view of the file: no copy, no second cache.
        try database.execute(sql: "PRAGMA mmap_size = 2147418112; PRAGMA cache_size = -16384")
      }
    }
    return path == ":memory:"
      ? try DatabaseQueue(configuration: configuration)
      : try DatabaseQueue(path: path, configuration: configuration)
  }

  private func checkSchema(_ access: Access) throws {
    let migrator = Schema.migrator
    let (isNewer, isComplete) = try queue.read {
      (try migrator.hasBeenSuperseded($0), try migrator.hasCompletedMigrations($0))
    }
    if isNewer { throw StoreError.newer(path: path) }
    if access == .readOnly {
      guard isComplete else { throw StoreError.older(path: path) }
      return
    }
    if !isComplete { try migrator.migrate(queue) }
    if path != ":memory:" {
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
    }
  }

  /// End of the newest covered range; nil while nothing has been stored.
  package func newestInstant() throws -> Instant? {
    try Self.reporting(path) {
      try queue.read { try Int.fetchOne($0, sql: "SELECT max(until) FROM covered_range") }
        .map(Instant.init(epochSeconds:))
    }
  }

  /// Stores a file whole or, on any error, nothing of it; storing it again changes nothing.
  package func importFile(_ source: ImportSource, options: ImportOptions) throws -> ImportSummary {
    try Self.reporting(path) {
      let summary = try queue.write { try FileImport(source: source, options: options).run(in: $0) }
      try queue.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      }
      return summary
    }
  }

  /// Says what SQLite's errors mean for this file.
  static func reporting<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }
}
