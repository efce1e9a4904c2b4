import Foundation

/// Cuts bytes that arrive in pieces into lines; holds one unfinished line at most.
struct LineAssembler {
  private var rest: [UInt8] = []
  /// Number of the line handed out last, from 1.
  private(set) var line = 0

  /// Hands out each line that the bytes complete, without its line feed.
  mutating func take(
    _ bytes: UnsafeRawBufferPointer, file: String,
    _ body: (UnsafeRawBufferPointer, Int) throws(PriceListError) -> Void
  ) throws(PriceListError) {
    var start = 0
    while let base = bytes.baseAddress, start < bytes.count,
      let found = memchr(base + start, 0x0a, bytes.count - start)
    {
      let end = UnsafeRawPointer(found) - base
      let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
      start = end + 1
      line += 1
      guard rest.count + piece.count <= StreamBuffer.maximumRecord else {
        throw .lineTooLong(file: file, line: line)
      }
      if rest.isEmpty {
        try body(piece, line)
      } else {
        rest.append(contentsOf: piece)
        try finish(body)
      }
    }
    rest.append(contentsOf: bytes[start...])
    guard rest.count <= StreamBuffer.maximumRecord else {
      throw .lineTooLong(file: file, line: line + 1)
    }
  }

  /// Hands out a last line that no line feed ended.
  mutating func end(
    _ body: (UnsafeRawBufferPointer, Int) throws(PriceListError) -> Void
  ) throws(PriceListError) {
    guard !rest.isEmpty else { return }
    line += 1
    try finish(body)
  }

  private mutating func finish(
    _ body: (UnsafeRawBufferPointer, Int) throws(PriceListError) -> Void
  ) throws(PriceListError) {
    let whole = rest
    rest.removeAll(keepingCapacity: true)
    let line = line
    try whole.withUnsafeBufferPointer { bytes throws(PriceListError) in
      try body(UnsafeRawBufferPointer(bytes), line)
    }
  }
}
