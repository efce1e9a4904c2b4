/// The fields of one line, RFC 4180: separated by commas, optionally in quotation marks.
///
/// One instance is reused for every line, so that splitting allocates nothing.
struct CSVFields: ~Copyable {
  enum Outcome {
    case complete
    /// A quoted field goes on in the next line.
    case openQuote
    /// A quotation mark stands inside a field that did not begin with one, or text follows it.
    case misplacedQuote
  }

  private(set) var count = 0
  private let capacity: Int
  private let fields: UnsafeMutablePointer<UnsafeRawBufferPointer>
  /// Where quoted fields stand with their doubled marks undone.
  private let unquoted: UnsafeMutableRawBufferPointer

  /// Room for one field more than the header has, so that a surplus is noticed.
  init(expecting columns: Int) {
    capacity = columns + 1
    fields = .allocate(capacity: capacity)
    fields.initialize(repeating: UnsafeRawBufferPointer(start: nil, count: 0), count: capacity)
    unquoted = .allocate(byteCount: StreamBuffer.maximumRecord, alignment: 1)
  }

  deinit {
    fields.deallocate()
    unquoted.deallocate()
  }

  subscript(index: Int) -> UnsafeRawBufferPointer { fields[index] }

  /// Splits a line that has no line feed at its end; the fields are valid as long as the line is.
  mutating func split(_ line: UnsafeRawBufferPointer) -> Outcome {
    count = 0
    var end = line.count
    if end > 0, line[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    var start = 0
    for index in 0..<end {
      let byte = line[index]
      if byte == UInt8(ascii: ",") {
        add(UnsafeRawBufferPointer(rebasing: line[start..<index]))
        start = index + 1
      } else if byte == UInt8(ascii: "\"") {
        return splitQuoted(UnsafeRawBufferPointer(rebasing: line[..<end]))
      }
    }
    add(UnsafeRawBufferPointer(rebasing: line[start..<end]))
    return .complete
  }

  private mutating func add(_ field: UnsafeRawBufferPointer) {
    if count < capacity { fields[count] = field }
    count += 1
  }

  private mutating func splitQuoted(_ line: UnsafeRawBufferPointer) -> Outcome {
    count = 0
    var written = 0
    var index = 0
    while true {
      let start = written
      if index < line.count, line[index] == UInt8(ascii: "\"") {
        index += 1
        guard copyQuoted(line, &index, &written) else { return .openQuote }
      } else {
        while index < line.count, line[index] != UInt8(ascii: ",") {
          guard line[index] != UInt8(ascii: "\"") else { return .misplacedQuote }
          unquoted[written] = line[index]
          written += 1
          index += 1
        }
      }
      add(UnsafeRawBufferPointer(rebasing: unquoted[start..<written]))
      guard index < line.count else { return .complete }
      guard line[index] == UInt8(ascii: ",") else { return .misplacedQuote }
      index += 1
    }
  }

  /// Copies up to the closing mark and moves past it; false when there is none.
  private func copyQuoted(
    _ line: UnsafeRawBufferPointer, _ index: inout Int, _ written: inout Int
  ) -> Bool {
    while index < line.count {
      let byte = line[index]
      index += 1
      if byte == UInt8(ascii: "\"") {
        guard index < line.count, line[index] == byte else { return true }
        index += 1
      }
      unquoted[written] = byte
      written += 1
    }
    return false
  }
}
