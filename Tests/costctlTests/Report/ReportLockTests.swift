import CostModel
import Foundation
import Testing

@testable import costctl

@Suite("The lock of the report job")
struct ReportLockTests {
  private let folder: Executable.Folder
  private var database: String { folder.url.appending(path: "costctl.db").path }
  private let now = Instant(epochSeconds: 1_795_417_200)

  init() throws { folder = try Executable.Folder() }

  @Test("a second one is refused and told who holds the first")
  func held() throws {
    let first = try ReportLock.take(for: database, at: now)
    #expect(ReportLock.isHeld(for: database))
    #expect(
      throws: ReportLockError.held(
        path: "\(database).report-lock", by: "process \(getpid()), since 2026-11-23T07:00:00Z")
    ) { try ReportLock.take(for: database, at: now) }
    withExtendedLifetime(first) {}
  }

  @Test("it is free again when its holder is gone, whatever the file says")
  func released() throws {
    do { _ = try ReportLock.take(for: database, at: now) }
    #expect(!ReportLock.isHeld(for: database))
    #expect(try folder.read("costctl.db.report-lock").hasPrefix("process "))
    _ = try ReportLock.take(for: database, at: now)
  }

  @Test("a stale file of a dead process is taken over, another database has a lock of its own")
  func stale() throws {
    try folder.write("process 1, since long ago", to: "costctl.db.report-lock")
    #expect(!ReportLock.isHeld(for: database))
    let lock = try ReportLock.take(for: database, at: now)
    let other = try ReportLock.take(for: database + "2", at: now)
    #expect(
      try folder.read("costctl.db.report-lock") == "process \(getpid()), since 2026-11-23T07:00:00Z"
    )
    withExtendedLifetime((lock, other)) {}
  }

  @Test("without a file nobody holds it, and where none can be made the reason is told")
  func unreachable() {
    #expect(!ReportLock.isHeld(for: database))
    let nowhere = "\(database)/no/db"
    #expect {
      try ReportLock.take(for: nowhere, at: now)
    } throws: { error in
      guard case ReportLockError.unreachable(let path, _) = error else { return false }
      return path == "\(nowhere).report-lock"
    }
  }
}
