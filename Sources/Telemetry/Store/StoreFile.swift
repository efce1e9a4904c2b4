import Foundation
import GRDB

/// The file of a store: looked at before SQLite touches it, made when it is not there.
struct StoreFile {
  let path: String

  static let memory = ":memory:"
  private static let headerLength = 100
  private static let applicationIDOffset = 68
  private static let magic = Array("SQLite format 3\0".utf8)

  func open(_ access: UsageStore.Access) throws -> UsageStore {
    let isNew = path == Self.memory ? true : try check(access)
    let store = UsageStore(
      path: path, database: try reportingErrors { try connect(access) }, isNew: isNew)
    try store.reportingErrors { try prepare(store.database, access) }
    return store
  }

  /// A connection for one more reader of the same file.
  func connectReader() throws -> DatabaseQueue {
    try reportingErrors { try connect(.readOnly) }
  }

  /// Refuses what cannot be ours; true when there was no file and one was made.
  private func check(_ access: UsageStore.Access) throws -> Bool {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      guard !isFolder.boolValue else { throw StoreError.folder(path: path) }
      try checkHeader(access)
      return false
    } else {
      guard access == .readWrite else { throw StoreError.missing(path: path) }
      try create()
      return true
    }
  }

  private func create() throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw StoreError.unreachable(path: path, reason: "its folder cannot be made")
    }
    let descriptor = Foundation.open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      close(descriptor)
    } else if errno != EEXIST {
      throw StoreError.unreachable(path: path, reason: String(cString: strerror(errno)))
    }
  }

  /// Reads the header as plain bytes: even opening another program's database could change it.
  private func checkHeader(_ access: UsageStore.Access) throws {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw StoreError.unreachable(path: path, reason: String(cString: strerror(errno)))
    }
    let header: [UInt8]
    do {
      header = [UInt8](try file.read(upToCount: Self.headerLength) ?? Data())
      try file.close()
    } catch {
      throw StoreError.unreachable(path: path, reason: "its first bytes cannot be read")
    }
    if header.isEmpty {
      guard access == .readWrite else { throw StoreError.missing(path: path) }
      return
    }
    guard header.count == Self.headerLength, header.starts(with: Self.magic) else {
      throw StoreError.notDatabase(path: path)
    }
    let id = header[Self.applicationIDOffset..<Self.applicationIDOffset + 4]
      .reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard id == Schema.applicationID else { throw StoreError.foreign(path: path) }
  }

  private func prepare(_ queue: DatabaseQueue, _ access: UsageStore.Access) throws {
    let migrator = Schema.migrator
    let (isNewer, isComplete) = try queue.read { database in
      (try migrator.hasBeenSuperseded(database), try migrator.hasCompletedMigrations(database))
    }
    guard !isNewer else { throw StoreError.newer(path: path) }
    if isComplete { return }
    guard access == .readWrite || path == Self.memory else { throw StoreError.older(path: path) }
    try migrator.migrate(queue)
  }

  private func reportingErrors<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }
}
