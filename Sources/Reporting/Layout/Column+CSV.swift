import CostModel

extension [UInt8] {
  /// A table as RFC 4180 has it: a header, CRLF after every record, quotes where they are needed.
  ///
  /// Text that a spreadsheet would run as a formula gets a leading apostrophe; control characters
  /// other than tabs and line breaks are shown by their pictures.
  ///
  /// Every slice of the rows asks for its own `columns`, because threads that share closures and
  /// texts wait for each other to count the references.
  init<Row: Sendable>(
    csv columns: @autoclosure @Sendable () -> [Column<Row>], of rows: [Row]
  ) {
    self.init()
    appendRecord(columns()) { .text($0.heading.title) }
    let records = rows.concurrentMap { slice in
      let columns = columns()
      var bytes: [UInt8] = []
      bytes.reserveCapacity(slice.count * columns.count * 12)
      for row in slice { bytes.appendRecord(columns) { $0.cell(row) } }
      return bytes
    }
    append(contentsOf: records)
  }

  private mutating func appendRecord<Row>(
    _ columns: [Column<Row>], _ cell: (Column<Row>) -> Cell
  ) {
    for (index, column) in columns.enumerated() {
      if index > 0 { append(UInt8(ascii: ",")) }
      switch cell(column) {
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
