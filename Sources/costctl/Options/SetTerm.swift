import CostModel

/// One input of the comparison as `--set` gives it: `pue=1.3`, `node=l40s-server`.
enum SetTerm: Hashable, Sendable {
  case node(String)
  case figure(TCOKey, Double)

  init(_ text: String) throws(SetTermError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init)
    guard parts.count == 2, !parts[1].isEmpty else { throw .form(text) }
    if parts[0] == TCOTerms.nodeKey {
      self = .node(parts[1])
      return
    }
    guard let key = TCOKey(rawValue: parts[0]) else {
      throw .unknown(
        parts[0], nearest: EditDistance.nearest(to: parts[0], among: TCOTerms.keys))
    }
    guard let value = Double(parts[1]), value.isFinite else { throw .number(key, parts[1]) }
    guard key.range.contains(value), !key.isWhole || value == value.rounded() else {
      throw .range(.outOfRange(key, value))
    }
    self = .figure(key, value)
  }
}

/// Why a `--set` was refused.
enum SetTermError: Error, Hashable, Sendable, CustomStringConvertible {
  case form(String)
  case unknown(String, nearest: String?)
  case number(TCOKey, String)
  case range(TCOError)

  var description: String {
    switch self {
    case .form(let text): "'\(text)' is not KEY=VALUE"
    case .unknown(let key, let nearest?): "there is no input '\(key)', did you mean \(nearest)?"
    case .unknown(let key, nil):
      "there is no input '\(key)'; there are \(TCOTerms.keys.joined(separator: ", "))"
    case .number(let key, let text): "\(key.rawValue): '\(text)' is not a number"
    case .range(let error): "\(error)"
    }
  }
}
