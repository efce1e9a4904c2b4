/// Why a catalogue file is refused: a catalogue is taken whole or not at all.
package enum CatalogueError: Error, Hashable, Sendable, CustomStringConvertible {
  case malformed(file: String, detail: String)
  case schema(file: String, found: String, expected: String)
  case offer(file: String, code: String)
  case date(file: String, item: String, text: String)
  case decimal(file: String, item: String, text: String)
  case unit(file: String, item: String, unit: String)
  case status(file: String, item: String, status: String)
  case source(file: String, item: String, source: String)
  case note(file: String, item: String)
  case figure(file: String, item: String)
  case tiers(file: String, item: String)
  case duplicate(file: String, item: String)
  case template(file: String, item: String)
  case family(file: String, item: String, family: String)
  case instance(file: String, item: String)
  case measure(file: String, item: String)
  case processor(file: String, item: String)
  case freeTier(file: String, item: String)
  case input(file: String, item: String)
  case range(file: String, item: String)

  package var description: String {
    switch self {
    case .malformed(let file, let detail):
      "\(file) is not a readable catalogue: \(detail)"
    case .schema(let file, let found, let expected):
      "\(file) has the schema \(found) where \(expected) is expected"
    case .offer(let file, let code):
      "\(file) was read from the offer \(code), which this version of costctl does not know"
    case .date(let file, let item, let text):
      "\(file): the date of \(item) is \(text), but it must be a day such as 2026-09-19"
    case .decimal(let file, let item, let text):
      "\(file): \(item) has the figure \(text), but it must be decimal text above zero"
    case .unit(let file, let item, let unit):
      "\(file): \(item) is priced per \(unit), a unit the cost model does not know"
    case .status(let file, let item, let status):
      "\(file): \(item) has the status \(status), but only verified, derived and unverified exist"
    case .source(let file, let item, let source):
      "\(file): \(item) names the source \(source), which the file does not spell out"
    case .note(let file, let item):
      "\(file): \(item) is not verified and must say in a note where its figure comes from"
    case .figure(let file, let item):
      "\(file): \(item) needs either one usd or a list of tiers"
    case .tiers(let file, let item):
      "\(file): the tiers of \(item) must start at 0 and ascend"
    case .duplicate(let file, let item):
      "\(file): \(item) appears twice"
    case .template(let file, let item):
      "\(file): the derivation \(item) must be derived or unverified and contain {instance} once"
    case .family(let file, let item, let family):
      "\(file): \(item) is derived for \(family), which has no on-demand price in the file"
    case .instance(let file, let item):
      "\(file): \(item) prices an instance type that instances.json does not describe"
    case .measure(let file, let item):
      "\(file): \(item) needs figures above zero, in rising order where there are several"
    case .processor(let file, let item):
      "\(file) puts machines on the processor \(item), which it does not describe"
    case .freeTier(let file, let item):
      "\(file): the free tier does not give \(item)"
    case .input(let file, let item):
      "\(file): \(item) is no input of the on-prem model"
    case .range(let file, let item):
      "\(file): \(item) needs low and high together, its value between them"
    }
  }
}
