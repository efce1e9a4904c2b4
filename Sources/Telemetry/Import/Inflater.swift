import CZlib

/// Undoes gzip, also where several members follow each other.
final class Inflater {
  private let name: String
  private let stream: UnsafeMutablePointer<z_stream>
  private var isBetweenMembers = true

  struct Progress {
    let consumed: Int
    let produced: Int
    let isFinished: Bool
  }

  init(name: String) throws {
    self.name = name
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let gzipOnly = 16 + MAX_WBITS
    guard
      inflateInit2_(stream, gzipOnly, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else {
      stream.deallocate()
      throw ImportError.unreadable(file: name, reason: "no memory to undo gzip")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Undoes some of the input; an empty one means that the file has ended.
  func inflate(
    _ input: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
  ) throws -> Progress {
    guard !input.isEmpty else {
      guard isBetweenMembers else { throw ImportError.truncatedGzip(file: name) }
      return Progress(consumed: 0, produced: 0, isFinished: true)
    }
    let source = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
    stream.pointee.next_in = source
    stream.pointee.avail_in = UInt32(truncatingIfNeeded: input.count)
    stream.pointee.next_out = target.bindMemory(to: UInt8.self).baseAddress
    stream.pointee.avail_out = UInt32(truncatingIfNeeded: target.count)
    isBetweenMembers = false
    switch CZlib.inflate(stream, Z_NO_FLUSH) {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END:
      isBetweenMembers = true
      inflateReset(stream)
    default: throw ImportError.damagedGzip(file: name)
    }
    return Progress(
      consumed: input.count - Int(stream.pointee.avail_in),
      produced: target.count - Int(stream.pointee.avail_out), isFinished: false)
  }
}
