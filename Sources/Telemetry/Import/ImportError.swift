/// Why a file could not be imported; nothing of it has been stored.
package enum ImportError: Error, Hashable, Sendable, CustomStringConvertible {
  case unreadable(file: String, reason: String)
  case truncatedGzip(file: String)
  case damagedGzip(file: String)
  case unknownKind(file: String)
  case empty(file: String)
  case lineTooLong(file: String, line: Int)
  case notUTF8(file: String, line: Int)
  case unclosedQuote(file: String, line: Int)
  case misplacedQuote(file: String, line: Int)
  case unknownColumn(file: String, column: String)
  case repeatedColumn(file: String, column: String)
  case missingColumns(file: String, columns: [String])
  case fieldCount(file: String, line: Int, found: Int, expected: Int)
  case badField(file: String, line: Int, column: String, value: String, reason: String)
  case duplicate(file: String, line: Int, first: Int?)
  case badRecord(file: String, line: Int, reason: String)

  package var description: String {
    switch self {
    case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)"
    case .truncatedGzip(let file):
      "\(file) ends in the middle of its gzip data: copy or download it again"
    case .damagedGzip(let file): "\(file) has damaged gzip data: copy or download it again"
    case .unknownKind(let file):
      "\(file) begins neither like CSV nor like JSON: name its format with --kind"
    case .empty(let file): "\(file) holds no samples of a Lambda function"
    case .lineTooLong(let file, let line): "\(file), line \(line): the line is longer than 1 MiB"
    case .notUTF8(let file, let line): "\(file), line \(line): the text is not UTF-8"
    case .unclosedQuote(let file, let line): "\(file), line \(line): a quotation mark is not closed"
    case .misplacedQuote(let file, let line):
      "\(file), line \(line): a quotation mark stands inside a field; double it and quote the field"
    case .unknownColumn(let file, let column):
      "\(file), line 1: unknown column \(Excerpt(column)); known are \(CSVColumn.list)"
    case .repeatedColumn(let file, let column):
      "\(file), line 1: the column \(Excerpt(column)) appears twice"
    case .missingColumns(let file, let columns):
      "\(file), line 1: missing column\(columns.count == 1 ? "" : "s")"
        + " \(columns.joined(separator: ", "))"
    case .fieldCount(let file, let line, let found, let expected):
      "\(file), line \(line): \(found) field\(found == 1 ? "" : "s")"
        + " where the header has \(expected)"
    case .badField(let file, let line, let column, let value, let reason):
      "\(file), line \(line), column \(column): \(Excerpt(value)) \(reason)"
    case .duplicate(let file, let line, let first?):
      "\(file), line \(line): the same function, instant and period as line \(first)"
    case .duplicate(let file, let line, nil):
      "\(file), line \(line): the same function, instant and period as an earlier line"
    case .badRecord(let file, let line, let reason): "\(file), line \(line): \(reason)"
    }
  }
}

/// Text of others, quoted, shortened and with its control characters shown, fit for a message.
private struct Excerpt: CustomStringConvertible {
  let description: String

  init(_ text: String) {
    let limit = 60
    let shown = text.unicodeScalars.prefix(limit).map { $0.escaped(asASCII: false) }.joined()
    description = "\"\(shown)\(text.unicodeScalars.count > limit ? "…" : "")\""
  }
}
