import Foundation

/// Cuts a byte stream into lines.
struct LineReader: ~Copyable {
  private let buffer: StreamBuffer
  private let name: String
  /// Bytes of the current line with its line feeds; they are consumed by the next call of `next`.
  private var length = 0
  /// Number of the line that `next` returned, from 1.
  private(set) var line = 0
  private var linesRead = 0

  init(_ buffer: StreamBuffer, name: String) {
    self.buffer = buffer
    self.name = name
  }

  /// The next line without its line feed, valid until the next call; nil at the end.
  mutating func next() throws -> UnsafeRawBufferPointer? {
    buffer.consume(length)
    length = 0
    line = linesRead + 1
    return try scan()
  }

  /// The same line with the one after it, for a quoted field that holds a line feed; nil at the end.
  mutating func extended() throws -> UnsafeRawBufferPointer? { try scan() }

  private mutating func scan() throws -> UnsafeRawBufferPointer? {
    while true {
      let pending = buffer.pending
      if let base = pending.baseAddress,
        let found = memchr(base + length, 0x0a, pending.count - length)
      {
        return try take(UnsafeRawPointer(found) - base, andSkip: 1)
      }
      guard pending.count <= StreamBuffer.maximumRecord else { throw tooLong }
      if try !buffer.refill() {
        guard pending.count > length else { return nil }
        return try take(pending.count, andSkip: 0)
      }
    }
  }

  private mutating func take(_ count: Int, andSkip lineFeed: Int) throws -> UnsafeRawBufferPointer {
    guard count <= StreamBuffer.maximumRecord else { throw tooLong }
    length = count + lineFeed
    linesRead += 1
    return buffer.prefix(count)
  }

  private var tooLong: ImportError { .lineTooLong(file: name, line: line) }
}
