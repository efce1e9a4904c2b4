/// Reads the rows of a price-list CSV as its bytes arrive.
///
/// A few lines about the file come first; the line that begins with `SKU` names the columns. A field
/// never goes on in the next line: a quotation mark that is open at its end is damage.
struct OfferTable: ~Copyable {
  private let file: String
  private let needs: [OfferColumn]
  private var lines = LineAssembler()
  private var fields = CSVFields(expecting: Self.mostColumns)
  private var columns = 0
  /// Where each column stands, by its own number; nil where the file has none.
  private var positions: [Int?] = []
  private var row = OfferRow()

  private static let mostColumns = 1024
  private static let mostLinesBefore = 32

  init(file: String, needs: [OfferColumn]) {
    self.file = file
    self.needs = needs
  }

  mutating func take(
    _ bytes: UnsafeRawBufferPointer, _ body: (OfferRow) throws(PriceListError) -> Void
  ) throws(PriceListError) {
    var lines = lines
    self.lines = LineAssembler()
    try lines.take(bytes, file: file) { text, line throws(PriceListError) in
      try take(text, line: line, body)
    }
    self.lines = lines
  }

  mutating func end(_ body: (OfferRow) throws(PriceListError) -> Void) throws(PriceListError) {
    var lines = lines
    try lines.end { text, line throws(PriceListError) in try take(text, line: line, body) }
    guard columns > 0 else { throw .noHeader(file: file) }
  }

  private mutating func take(
    _ text: UnsafeRawBufferPointer, line: Int, _ body: (OfferRow) throws(PriceListError) -> Void
  ) throws(PriceListError) {
    if text.isEmpty || text.count == 1 && text[0] == UInt8(ascii: "\r") { return }
    switch fields.split(text) {
    case .complete: break
    case .openQuote: throw .openQuote(file: file, line: line)
    case .misplacedQuote: throw .misplacedQuote(file: file, line: line)
    }
    guard columns > 0 else { return try takeHeader(line) }
    guard fields.count == columns else {
      throw .fieldCount(file: file, line: line, found: fields.count, expected: columns)
    }
    row.line = line
    for index in positions.indices {
      if let position = positions[index] { row.values[index] = fields[position] }
    }
    try body(row)
  }

  private mutating func takeHeader(_ line: Int) throws(PriceListError) {
    guard fields[0].spells("SKU") else {
      guard line <= Self.mostLinesBefore else { throw .noHeader(file: file) }
      return
    }
    guard fields.count <= Self.mostColumns else { throw .noHeader(file: file) }
    var found: [OfferColumn: Int] = [:]
    for index in 0..<fields.count {
      if let column = OfferColumn(heading: fields[index]) { found[column] = index }
    }
    let missing = needs.filter { found[$0] == nil }
    guard missing.isEmpty else {
      throw .missingColumns(missing.map(\.heading), file: file, line: line)
    }
    positions = OfferColumn.allCases.map { found[$0] }
    columns = fields.count
  }
}
