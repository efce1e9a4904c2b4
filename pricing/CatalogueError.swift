/// What is wrong with a catalogue file.
package enum CatalogueError: Error, Hashable, Sendable, CustomStringConvertible {
  case unreadable(file: String, reason: String)
  case badDecimal(file: String, item: String, text: String)
  case badTiers(file: String, item: String)
  case unknownUnit(file: String, item: String, unit: String)
  case unknownSource(file: String, item: String, source: String)
  case unusableStatus(file: String, item: String)
  case badDate(file: String, item: String, text: String)
  case duplicate(file: String, item: String)

  package var description: String {
    switch self {
    case .unreadable(let file, let reason):
      "\(file): not a price catalogue: \(reason)"
    case .badDecimal(let file, let item, let text):
      "\(file): the price of \(item) is \"\(text)\"; write a decimal of zero or more"
    case .badTiers(let file, let item):
      "\(file): the tiers of \(item) must be [from, price] pairs that start at 0 and ascend"
    case .unknownUnit(let file, let item, let unit):
      "\(file): the unit \"\(unit)\" of \(item) is none the cost model knows"
    case .unknownSource(let file, let item, let source):
      "\(file): the source \"\(source)\" of \(item) is not in the file's sources"
    case .unusableStatus(let file, let item):
      "\(file): the status of \(item) must be verified, derived or unverified"
    case .badDate(let file, let item, let text):
      "\(file): the effective date \"\(text)\" of \(item) is no ISO date"
    case .duplicate(let file, let item):
      "\(file): \(item) stands twice"
    }
  }
}
