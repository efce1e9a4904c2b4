/// The first line of a CSV file: which columns it has, in its order.
struct CSVHeader {
  let columns: [CSVColumn]

  init(_ line: UnsafeRawBufferPointer, file: String) throws {
    guard let text = String(validating: line, as: UTF8.self) else {
      throw ImportError.notUTF8(file: file, line: 1)
    }
    var fields = CSVFields(expecting: text.utf8.count)
    switch fields.split(line) {
    case .complete: break
    case .openQuote: throw ImportError.unclosedQuote(file: file, line: 1)
    case .misplacedQuote: throw ImportError.misplacedQuote(file: file, line: 1)
    }
    var columns: [CSVColumn] = []
    for index in 0..<fields.count {
      let name = String(decoding: fields[index], as: UTF8.self)
      guard let column = CSVColumn(name: name) else {
        throw ImportError.unknownColumn(file: file, column: name)
      }
      guard !columns.contains(column) else {
        throw ImportError.repeatedColumn(file: file, column: name)
      }
      columns.append(column)
    }
    let missing = CSVColumn.mandatory.filter { !columns.contains($0) }
    guard missing.isEmpty else {
      throw ImportError.missingColumns(file: file, columns: missing.map(\.name))
    }
    self.columns = columns
  }

  /// The metrics among the columns, in their order.
  var metrics: [Metric] {
    columns.compactMap { if case .metric(let metric) = $0 { metric } else { nil } }
  }
}
