import Foundation
import Telemetry

/// The database an import writes; one that was made for nothing is taken away again.
struct TargetDatabase {
  let path: String

  /// Hands over the store; `body` says how it went.
  func withStore(_ body: (UsageStore) -> Outcome) throws -> Outcome {
    let existed = FileManager.default.fileExists(atPath: path)
    let outcome: Outcome
    do {
      outcome = body(try UsageStore.open(at: path, access: .readWrite))
    } catch {
      if !existed { removeIfEmpty() }
      throw error
    }
    if outcome == .failed && !existed { removeIfEmpty() }
    return outcome
  }

  /// Another process may have filled it meanwhile, and what cannot be read is not ours to remove.
  private func removeIfEmpty() {
    let isEmpty = try? UsageStore.open(at: path, access: .readOnly).newestInstant() == nil
    guard isEmpty == true else { return }
    for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
  }
}
