import CostModel

extension [UInt8] {
  /// A table as RFC 4180 has it: a header, CRLF after every record, quotes where they are needed.
  ///
  /// Text that a spreadsheet would run as a formula gets a leading apostrophe; control characters
  /// other than tabs and line breaks are shown by their pictures.
  ///
  /// Every slice of the rows makes `columns` anew, because threads that share closures and texts wait
  /// for each other to count the references.
  init<Row: Sendable>(
    csv columns: @autoclosure @Sendable () -> [Column<Row>], of rows: [Row]
  ) {
    self = rows.concurrentMap { slice in
      let columns = columns()
      let cells = columns.map(\.cell)
      var bytes: [UInt8] = []
      bytes.reserveCapacity((slice.count + 1) * columns.count * 10)
      if slice.startIndex == rows.startIndex {
        bytes.appendRecord(of: columns.count) { .text(columns[$0].heading.title) }
      }
      for row in slice { bytes.appendRecord(of: cells.count) { cells[$0](row) } }
      return bytes
    }
  }

  private mutating func appendRecord(of count: Int, _ cell: (Int) -> Cell) {
    for index in 0..<count {
      if index > 0 { append(UInt8(ascii: ",")) }
      switch cell(index) {
      case .text(let text, _): append(csvField: text)
      case .number(let value): append(number: value)
      case .flag(let value): append(contentsOf: (value ? "true" : "false").utf8)
      case .missing: break
      }
    }
    append(contentsOf: "\r\n".utf8)
  }

  private mutating func append(csvField text: String) {
    guard !text.isPlainField else {
      append(contentsOf: text.utf8)
      return
    }
    var field = text.escapingControls { $0 == "\t" || $0 == "\r" || $0 == "\n" }
    if let first = field.utf8.first, "=+-@\t\r\n".utf8.contains(first) { field = "'" + field }
    guard field.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else {
      append(contentsOf: field.utf8)
      return
    }
    append(UInt8(ascii: "\""))
    for byte in field.utf8 {
      if byte == UInt8(ascii: "\"") { append(byte) }
      append(byte)
    }
    append(UInt8(ascii: "\""))
  }
}

extension String {
  /// True when nothing in it needs a second look: printable ASCII, no quotes, no formula.
  fileprivate var isPlainField: Bool {
    utf8.first.map { !"=+-@ ".utf8.contains($0) } ?? true
      && utf8.allSatisfy {
        $0 >= 0x20 && $0 < 0x7f && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"")
      }
  }
}
