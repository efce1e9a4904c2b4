extension [UInt8] {
  /// A table as RFC 4180 has it: a header, CRLF after every record, quotes where they are needed.
  ///
  /// Text that a spreadsheet would run as a formula gets a leading apostrophe; control characters
  /// other than tabs and line breaks are shown by their pictures.
  init<Row>(csv columns: [Column<Row>], of rows: [Row]) {
    self.init()
    reserveCapacity((rows.count + 1) * columns.count * 12)
    appendRecord(columns) { .text($0.heading.title) }
    for row in rows { appendRecord(columns) { $0.cell(row) } }
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
