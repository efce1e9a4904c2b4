/// Cuts a byte stream into JSON objects that follow each other, with or without white space between.
struct JSONObjectReader {
  private let buffer: StreamBuffer
  private let name: String
  private var length = 0
  /// Number of the line on which the object that `next` returned begins, from 1.
  private(set) var line = 1
  private var linesInside = 0

  init(_ buffer: StreamBuffer, name: String) {
    self.buffer = buffer
    self.name = name
  }

  /// The next object, valid until the next call; nil at the end.
  mutating func next() throws -> UnsafeRawBufferPointer? {
    buffer.consume(length)
    length = 0
    line += linesInside
    linesInside = 0
    guard try skipBlanks() else { return nil }
    var scan = ObjectScan()
    while true {
      let pending = buffer.pending
      if let end = scan.end(in: pending) {
        guard end <= StreamBuffer.maximumRecord else { throw tooLong }
        length = end
        linesInside = buffer.prefix(end).count { $0 == UInt8(ascii: "\n") }
        return buffer.prefix(end)
      }
      guard pending.count <= StreamBuffer.maximumRecord else { throw tooLong }
      guard try buffer.refill() else { throw bad("the JSON object is not closed") }
    }
  }

  private mutating func skipBlanks() throws -> Bool {
    while true {
      for (index, byte) in buffer.pending.enumerated() {
        switch byte {
        case UInt8(ascii: "\n"): line += 1
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
        case UInt8(ascii: "{"):
          buffer.consume(index)
          return true
        default: throw bad("a JSON object should begin here")
        }
      }
      buffer.consume(buffer.pending.count)
      guard try buffer.refill() else { return false }
    }
  }

  private var tooLong: ImportError { .lineTooLong(file: name, line: line) }

  private func bad(_ reason: String) -> ImportError {
    .badRecord(file: name, line: line, reason: reason)
  }
}

/// Follows braces and strings until an object closes; goes on where it stopped when more bytes come.
private struct ObjectScan {
  private var position = 0
  private var depth = 0
  private var isInString = false
  private var isEscaped = false

  mutating func end(in bytes: UnsafeRawBufferPointer) -> Int? {
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if isEscaped {
        isEscaped = false
      } else if isInString {
        isEscaped = byte == UInt8(ascii: "\\")
        if byte == UInt8(ascii: "\"") { isInString = false }
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else if byte == UInt8(ascii: "{") {
        depth += 1
      } else if byte == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return position }
      }
    }
    return nil
  }
}
