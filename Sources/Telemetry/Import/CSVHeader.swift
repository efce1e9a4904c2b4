/// The first line of a CSV file: which column stands where.
enum CSVHeader {
  static func columns(_ lines: inout LineReader, name: String) throws -> [CSVColumn] {
    guard let line = try lines.next() else { throw ImportError.empty(file: name) }
    guard UTF8Check.isValid(line) else { throw ImportError.notUTF8(file: name, line: 1) }
    let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
    let text =
      line.starts(with: byteOrderMark) ? UnsafeRawBufferPointer(rebasing: line.dropFirst(3)) : line
    var fields = CSVFields(expecting: CSVColumn.all.count * 4)
    guard case .complete = fields.split(text) else {
      throw ImportError.unclosedQuote(file: name, line: 1)
    }
    var columns: [CSVColumn] = []
    for index in 0..<min(fields.count, CSVColumn.all.count * 4) {
      let title = String(decoding: fields[index], as: UTF8.self)
      guard let column = CSVColumn(name: title) else {
        throw ImportError.unknownColumn(file: name, column: title)
      }
      guard !columns.contains(column) else {
        throw ImportError.repeatedColumn(file: name, column: title)
      }
      columns.append(column)
    }
    let missing = CSVColumn.mandatory.filter { !columns.contains($0) }
    guard missing.isEmpty else {
      throw ImportError.missingColumns(file: name, columns: missing.map(\.name))
    }
    return columns
  }
}

/// Where the columns with a meaning of their own stand.
struct CSVPlaces {
  let function: Int
  let timestamp: Int
  let period: Int
  let account: Int?
  let region: Int?
  let architecture: Int?
  /// In the order of the file's metrics.
  let metrics: [Int]

  /// The header has been checked: mandatory columns are there.
  init(_ columns: [CSVColumn]) {
    function = columns.firstIndex(of: .function) ?? 0
    timestamp = columns.firstIndex(of: .timestamp) ?? 0
    period = columns.firstIndex(of: .period) ?? 0
    account = columns.firstIndex(of: .account)
    region = columns.firstIndex(of: .region)
    architecture = columns.firstIndex(of: .architecture)
    metrics = columns.indices.filter { if case .metric = columns[$0] { true } else { false } }
  }
}
