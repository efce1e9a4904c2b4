import Foundation

/// A file that is written whole or not at all.
struct AtomicFile {
  let path: String

  /// Writes beside the target, flushes to disk, then takes its place.
  func write(_ bytes: [UInt8]) throws {
    let target = URL(fileURLWithPath: path)
    let folder = target.deletingLastPathComponent().path
    var template = Array("\(folder)/.\(target.lastPathComponent).XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    let temporary = template.dropLast().map { UInt8(bitPattern: $0) }
    let temporaryPath = String(decoding: temporary, as: UTF8.self)
    do {
      guard descriptor >= 0 else { throw SystemError() }
      defer { close(descriptor) }
      try bytes.writeAll(to: descriptor)
      let mask = umask(0)
      umask(mask)
      guard fchmod(descriptor, 0o666 & ~mask) == 0, fsync(descriptor) == 0,
        rename(temporaryPath, path) == 0
      else { throw SystemError() }
    } catch let error as SystemError {
      if descriptor >= 0 { unlink(temporaryPath) }
      throw OutputError.file(path: path, reason: error.reason)
    }
  }
}
