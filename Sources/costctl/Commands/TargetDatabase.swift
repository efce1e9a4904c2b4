import Foundation
import Telemetry

/// The database an import writes; one that was made for nothing is taken away again.
struct TargetDatabase {
  let path: String

  func withStore(_ body: (UsageStore) throws -> Void) throws {
    let existed = FileManager.default.fileExists(atPath: path)
    defer {
      if !existed { removeIfEmpty() }
    }
    try body(UsageStore.open(at: path, access: .readWrite))
  }

  /// Another process may have filled it meanwhile, and what cannot be read is not ours to remove.
  private func removeIfEmpty() {
    let isEmpty = try? UsageStore.open(at: path, access: .readOnly).newestInstant() == nil
    guard isEmpty == true else { return }
    for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
  }
}
