import CostModel
import Foundation

/// Keeps two reports from being made on one database: a lock of the kernel's on a file beside it.
///
/// It is given back when its process ends, however that ends, so none is ever stale. The file stays: to
/// remove it would let two processes hold two files of one name.
final class ReportLock: Sendable {
  private let descriptor: Int32

  // Linux's locks of an open file, F_OFD_GETLK and F_OFD_SETLK in <asm-generic/fcntl.h>.
  private static let getLock: Int32 = 36
  private static let setLock: Int32 = 37

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  static func file(of database: String) -> String { "\(database).report-lock" }

  static func take(for database: String, at now: Instant) throws(ReportLockError) -> ReportLock {
    let path = file(of: database)
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .unreachable(path: path, reason: String(cString: strerror(errno)))
    }
    let lock = ReportLock(descriptor: descriptor)
    var whole = flock()
    whole.l_type = Int16(F_WRLCK)
    whole.l_whence = Int16(SEEK_SET)
    while fcntl(descriptor, setLock, &whole) != 0 {
      switch errno {
      case EINTR: continue
      case EAGAIN, EACCES: throw .held(path: path, by: lock.note)
      case let code: throw .unreachable(path: path, reason: String(cString: strerror(code)))
      }
    }
    lock.write("process \(getpid()), since \(now.iso8601)")
    return lock
  }

  /// Whether somebody works on a report of the database.
  static func isHeld(for database: String) -> Bool {
    let descriptor = open(file(of: database), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    // Asks without taking it: a run that begins in this moment must not be refused.
    var whole = flock()
    whole.l_type = Int16(F_WRLCK)
    whole.l_whence = Int16(SEEK_SET)
    return fcntl(descriptor, getLock, &whole) == 0 && whole.l_type != Int16(F_UNLCK)
  }

  /// Who holds it, as the holder wrote it.
  private var note: String {
    var bytes = [UInt8](repeating: 0, count: 200)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    return text.isEmpty ? "another process" : text
  }

  /// For people only: that it cannot be written keeps nobody from holding the lock.
  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = ftruncate(descriptor, 0)
    _ = pwrite(descriptor, bytes, bytes.count, 0)
  }
}

/// Why the lock could not be had.
enum ReportLockError: Error, Hashable, Sendable, CustomStringConvertible {
  case held(path: String, by: String)
  case unreachable(path: String, reason: String)

  var description: String {
    switch self {
    case .held(let path, let holder):
      "another report of this database is being made (\(holder), lock \(path)): wait for it to end"
    case .unreachable(let path, let reason):
      "the lock \(path) cannot be taken (\(reason)): check the permissions of its folder"
    }
  }
}
