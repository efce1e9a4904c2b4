import Foundation

/// Why a result could not be written.
enum OutputError: Error, CustomStringConvertible {
  case stream(reason: String)
  case file(path: String, reason: String)

  var description: String {
    switch self {
    case .stream(let reason): "cannot write the result to stdout: \(reason)"
    case .file(let path, let reason):
      "cannot write \(path): \(reason); nothing was left behind, choose another --output"
    }
  }
}

/// Results, whole.
enum StandardOutput {
  static func write(_ bytes: [UInt8]) throws {
    do { try bytes.writeAll(to: STDOUT_FILENO) } catch let error as SystemError {
      throw OutputError.stream(reason: error.reason)
    }
  }
}

/// Progress, hints and errors: never results.
enum StandardError {
  static func write(_ line: String) {
    FileHandle.standardError.write(Data("\(line)\n".utf8))
  }
}

/// An error of the operating system, in its own words.
struct SystemError: Error {
  let reason: String

  init() { reason = String(cString: strerror(errno)) }
}

extension [UInt8] {
  /// Writes every byte, however many calls it takes.
  func writeAll(to descriptor: Int32) throws {
    var rest = self[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        throw SystemError()
      }
      rest = rest.dropFirst(written)
    }
  }
}
