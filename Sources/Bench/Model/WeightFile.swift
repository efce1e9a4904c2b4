internal import Glibc
internal import Synchronization

/// A model's file on disk, open for reading.
final class WeightFile {
  let descriptor: Int32
  let byteCount: Int

  init(path: String) throws(WeightFileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(errno) }
    self.descriptor = descriptor
    var status = stat()
    let found = fstat(descriptor, &status)
    byteCount = Int(status.st_size)
    guard found == 0 else { throw .unreadable(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
    guard byteCount > 0 else { throw .empty }
  }

  deinit { close(descriptor) }

  /// Copies the whole file, in shares that threads read side by side.
  func read(into mapping: Mapping, threads: Int) throws(WeightFileError) {
    let share = 8 << 20
    let descriptor = descriptor
    let failure = Atomic<Int32>(0)
    let shares = stride(from: 0, to: byteCount, by: share).map { $0..<min($0 + share, byteCount) }
    shares.forEachConcurrently(threads: threads) { share in
      let code = Self.read(share, of: descriptor, into: mapping)
      if code != 0 { failure.store(code, ordering: .relaxed) }
    }
    switch failure.load(ordering: .relaxed) {
    case 0: return
    case Self.shortened: throw .shortened
    case let code: throw .unreadable(code)
    }
  }

  /// Not a code of errno's.
  private static let shortened: Int32 = -1

  /// Returns 0, a code of errno's, or `shortened`.
  private static func read(_ range: Range<Int>, of descriptor: Int32, into mapping: Mapping)
    -> Int32
  {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let target = mapping.bytes.baseAddress.map { $0 + offset }
      let count = pread(descriptor, target, range.upperBound - offset, offset)
      if count > 0 {
        offset += count
      } else if count == 0 {
        return shortened
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}

/// Why a model's file could not be read.
package enum WeightFileError: Error, Equatable, CustomStringConvertible {
  case unreadable(Int32)
  case notRegular
  case empty
  case shortened

  package var description: String {
    switch self {
    case .unreadable(let code): "it cannot be read: \(String(cString: strerror(code)))"
    case .notRegular: "it is no regular file"
    case .empty: "it is empty"
    case .shortened: "it became shorter while it was read"
    }
  }
}
