import CostModel

extension Recommendation {
  /// What the chosen option saves; nil when it has no price.
  var knownSaving: USD? { chosen.monthlyCost.map { monthlyCostNow - $0 } }

  /// The lowest break-even of each way of paying, by service, in the order the options stand.
  var breakevens: [(service: String, figures: [String])] {
    var lowest: [String: Double] = [:]
    var order: [(service: String, terms: [String])] = []
    for option in options {
      guard let breakeven = option.breakevenUtilization else { continue }
      let (service, term) = option.serviceAndTerm
      let key = "\(service) \(term)"
      if let known = lowest[key], known <= breakeven { continue }
      if lowest[key] == nil {
        if let place = order.firstIndex(where: { $0.service == service }) {
          order[place].terms.append(term)
        } else {
          order.append((service, [term]))
        }
      }
      lowest[key] = breakeven
    }
    return order.map { service, terms in
      let figures = terms.compactMap { term in
        lowest["\(service) \(term)"].map {
          (term.isEmpty ? "at " : "\(term) at ") + Ratio($0).percent
        }
      }
      return (service, figures)
    }
  }

  /// Options that cannot be had or priced, grouped by the reason, in the order they stand.
  var refusals: [(reason: String, names: [String])] {
    var names: [String: [String]] = [:]
    var reasons: [String] = []
    for option in options {
      guard let reason = option.whyNot else { continue }
      if names[reason] == nil { reasons.append(reason) }
      names[reason, default: []].append(option.name)
    }
    return reasons.map { ($0, names[$0] ?? []) }
  }
}

extension PlacementOption {
  /// `ec2` and `on-demand` of `ec2/c8g.xlarge/on-demand`.
  fileprivate var serviceAndTerm: (service: String, term: String) {
    let parts = name.split(separator: "/").map(String.init)
    guard parts.count >= 3 else { return (name, "") }
    return (parts[0], parts[2...].joined(separator: "/"))
  }
}
