import CostModel

extension Recommendation {
  /// What the chosen option saves; nil when it has no price.
  var knownSaving: USD? { chosen.monthlyCost.map { monthlyCostNow - $0 } }

  /// The first, and so the cheapest, option of the rule's tier that has a price.
  var cheapestOfRule: PlacementOption? {
    options.first { $0.tier == analysis.tier && $0.isFeasible && $0.monthlyCost != nil }
  }

  /// The lowest break-even of each family of options, in the order the options stand.
  var breakevens: [(family: String, option: PlacementOption, utilization: Ratio)] {
    var lowest: [String: (option: PlacementOption, utilization: Ratio)] = [:]
    var families: [String] = []
    for option in options where option.isFeasible {
      guard let breakeven = option.breakevenUtilization.map({ Ratio($0) }) else { continue }
      let family = option.family
      if lowest[family] == nil { families.append(family) }
      if let known = lowest[family], known.utilization <= breakeven { continue }
      lowest[family] = (option, breakeven)
    }
    return families.compactMap { family in
      lowest[family].map { (family, $0.option, $0.utilization) }
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
  /// `ec2 on-demand` of `ec2/c8g.xlarge/on-demand`; a name of one or two parts is its own family.
  var family: String {
    let parts = name.split(separator: "/")
    guard parts.count >= 3 else { return name }
    return "\(parts[0]) \(parts[2...].joined(separator: "/"))"
  }
}
