/// A window onto a byte stream that moves on as its reader consumes: bounded memory for any length.
final class StreamBuffer {
  /// The longest record a reader may keep; no row of samples comes near it.
  static let maximumRecord = 1 << 20

  let stream: ByteStream
  private let memory: UnsafeMutableRawBufferPointer
  /// Where the record being read begins.
  private(set) var start = 0
  /// Where the bytes read so far end.
  private(set) var end = 0
  private var isAtEnd = false

  init(_ stream: ByteStream) {
    self.stream = stream
    memory = .allocate(byteCount: 4 * Self.maximumRecord, alignment: 16)
  }

  deinit { memory.deallocate() }

  /// Everything read from the stream and not yet consumed.
  var pending: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[start..<end]) }

  /// The first `count` bytes that are pending.
  func prefix(_ count: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: memory[start..<start + count])
  }

  func consume(_ count: Int) { start += count }

  /// Reads on, moving what is pending to the front; false at the end of the stream.
  func refill() throws -> Bool {
    guard !isAtEnd else { return false }
    memory.copyMemory(from: pending)
    end -= start
    start = 0
    let count = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: memory[end...]))
    isAtEnd = count == 0
    end += count
    return count > 0
  }

  /// The first pending bytes, at least `count` of them unless the stream is shorter.
  func peek(_ count: Int) throws -> UnsafeRawBufferPointer {
    while end - start < count, try refill() {}
    return pending
  }
}
