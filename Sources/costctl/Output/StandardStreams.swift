import Foundation

/// The three streams a process is born with.
enum StandardStreams {
  /// Occupies streams the parent had closed, and turns a vanished reader into an error of write(2).
  ///
  /// Otherwise the next file opened, such as the database, would become standard output. A stand-in
  /// opened for reading makes writes fail with "Bad file descriptor", which is the truth.
  static func secure() {
    while true {
      let descriptor = open("/dev/null", O_RDONLY)
      if descriptor > STDERR_FILENO || descriptor < 0 {
        if descriptor >= 0 { close(descriptor) }
        break
      }
    }
    signal(SIGPIPE, SIG_IGN)
  }

  /// Writes everything; returns the errno that stopped it, nil when all was written.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        return errno
      }
      rest = rest.dropFirst(written)
    }
    return nil
  }
}
