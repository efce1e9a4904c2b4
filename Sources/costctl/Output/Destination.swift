import Foundation

/// Where a result goes.
enum Destination: Hashable, Sendable {
  case standardOutput
  case file(String)

  /// Writes the whole result or reports why not; a reader that has seen enough is no failure.
  func write(_ bytes: [UInt8]) throws(CommandFailure) {
    switch self {
    case .standardOutput:
      if let code = StandardStreams.write(bytes, to: STDOUT_FILENO), code != EPIPE {
        throw .cannotWrite(path: "standard output", reason: String(cString: strerror(code)))
      }
    case .file(let path):
      try StagedFile(target: path).replace(with: bytes)
    }
  }
}

/// A file that appears whole or not at all: written beside its target, synced, then renamed.
struct StagedFile {
  let target: String

  func replace(with bytes: [UInt8]) throws(CommandFailure) {
    // A link keeps pointing where it did: the file it names is replaced.
    let path =
      realpath(target, nil).map { resolved in
        defer { free(resolved) }
        return String(cString: resolved)
      } ?? target
    var status = stat()
    let exists = stat(path, &status) == 0
    let kind = status.st_mode & S_IFMT
    if exists && kind == S_IFDIR { throw failure("it is a folder") }
    if exists && kind != S_IFREG { return try overwrite(path, with: bytes) }
    try stage(bytes, for: path, mode: exists ? status.st_mode & 0o7777 : nil)
  }

  private func stage(_ bytes: [UInt8], for path: String, mode: mode_t?) throws(CommandFailure) {
    let staged = "\(path).\(getpid()).tmp"
    Interruption.staging(staged)
    defer { Interruption.staging(nil) }
    let descriptor = open(staged, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(errno) }
    var code = StandardStreams.write(bytes, to: descriptor)
    if code == nil, let mode, fchmod(descriptor, mode) != 0 { code = errno }
    if code == nil, fsync(descriptor) != 0 { code = errno }
    if close(descriptor) != 0, code == nil { code = errno }
    if code == nil, rename(staged, path) != 0 { code = errno }
    if let code {
      unlink(staged)
      throw failure(code)
    }
  }

  /// A device or a pipe cannot be renamed over; it is written as it is.
  private func overwrite(_ path: String, with bytes: [UInt8]) throws(CommandFailure) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(errno) }
    defer { close(descriptor) }
    if let code = StandardStreams.write(bytes, to: descriptor) { throw failure(code) }
  }

  private func failure(_ code: Int32) -> CommandFailure { failure(String(cString: strerror(code))) }

  private func failure(_ reason: String) -> CommandFailure {
    .cannotWrite(path: target, reason: reason)
  }
}
