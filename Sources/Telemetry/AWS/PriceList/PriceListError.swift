package import CostModel

/// Why the price list, or a file of it, was not taken; `file` names it and nothing of it is kept.
package enum PriceListError: Error, Hashable, Sendable {
  case transport(HTTPError, file: String)
  case status(Int, file: String)
  case unreadable(file: String, reason: String)
  case tooLarge(file: String, limit: Int)
  case notAnIndex(file: String)
  case unsafePath(String, file: String)
  case noOffer(PriceListOffer, file: String)
  case noRegion(String, offer: PriceListOffer)
  case notJSON(file: String, offset: Int)
  case lineTooLong(file: String, line: Int)
  case openQuote(file: String, line: Int)
  case misplacedQuote(file: String, line: Int)
  case missingColumns([String], file: String, line: Int)
  case noHeader(file: String)
  case fieldCount(file: String, line: Int, found: Int, expected: Int)
  /// `place` is a line or a SKU.
  case badFigure(String, of: String, file: String, place: String)
  case currency(file: String, place: String)
  case noPrices(file: String)
  case cancelled
}

extension PriceListError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .transport(let error, let file): "\(file) was not read: \(error)"
    case .status(let code, let file):
      "\(file) was not read: the server answered \(code); check --from and the network"
    case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)"
    case .tooLarge(let file, let limit):
      "\(file) is larger than \(limit >> 20) MiB, which no price list is; check --from"
    case .notAnIndex(let file): "\(file) is not an index of the AWS Price List; check --from"
    case .unsafePath(let path, let file):
      "\(file) names the path \(path.printable(80)), which is none of the AWS Price List"
    case .noOffer(let offer, let file): "\(file) names no files of \(offer.rawValue); check --from"
    case .noRegion(let region, let offer):
      "the AWS Price List has no \(offer.rawValue) in \(region); check --region"
    case .notJSON(let file, let offset): "\(file) is not the expected JSON at byte \(offset)"
    case .lineTooLong(let file, let line): "\(file), line \(line): the line is longer than 1 MiB"
    case .openQuote(let file, let line): "\(file), line \(line): a quotation mark is not closed"
    case .misplacedQuote(let file, let line):
      "\(file), line \(line): a quotation mark stands inside a field"
    case .missingColumns(let names, let file, let line):
      "\(file), line \(line): missing column\(names.count == 1 ? "" : "s") "
        + names.joined(separator: ", ")
    case .noHeader(let file): "\(file) has no line that begins with the column SKU"
    case .fieldCount(let file, let line, let found, let expected):
      "\(file), line \(line): \(found) field\(found == 1 ? "" : "s") where the header has \(expected)"
    case .badFigure(let text, let name, let file, let place):
      "\(file), \(place): the \(name) is '\(text.printable(40))', which is not a decimal number"
    case .currency(let file, let place): "\(file), \(place): the price is not in USD"
    case .noPrices(let file): "\(file) holds no price that costctl uses; check --from"
    case .cancelled: "the price list was not read to its end: interrupted"
    }
  }
}
