import CostModel

extension Recommendation {
  /// What a person is told of one workload: what to do, why, and what speaks against it.
  var entries: [Document.Entry] {
    var entries = [Document.Entry("do", action, style: .good)]
    entries += reasons.map { .init("why", $0) }
    if !breakevens.isEmpty { entries.append(.init("break-even", breakevenText)) }
    if !ruleAndPriceAgree { entries.append(.init("disagreement", dissent, style: .caution)) }
    entries += risks.map { .init("risk", $0, style: .caution) }
    entries += analysis.findings.filter { $0.severity != .info }.entries
    entries += refusals.map { refusal in
      .init("not possible", "\(Self.listed(refusal.names)): \(refusal.reason)", style: .faint)
    }
    return entries
  }

  /// True when a price shown for it is derived or not confirmed.
  var restsOnUnverifiedPrice: Bool {
    analysis.restsOnUnverifiedPrice || chosen.restsOnUnverifiedPrice
  }

  private var breakevenText: String {
    let figures = breakevens.map { family, option, utilization in
      let example = family == option.name ? "" : " (\(option.name))"
      let reach = utilization > .one ? ", out of reach" : ""
      return "\(family) at \(utilization.percent)\(reach)\(example)"
    }
    return "\(figures.joined(separator: "; ")); now at \(analysis.utilization.value.percent)"
  }

  private var dissent: String {
    let rule = "the rule says \(analysis.tier.rawValue)"
    let price = "the prices say \(cheapest.name) at \(cheapest.monthlyCost?.shown ?? "n/a") a month"
    guard let followed = cheapestOfRule, let dear = followed.monthlyCost,
      let cheap = cheapest.monthlyCost
    else { return "\(rule), which has no option with a price; \(price)" }
    return "\(rule) (\(followed.name) at \(dear.shown)), \(price): "
      + "following the rule costs \((dear - cheap).shown) more"
  }

  /// The first three names, and how many more.
  private static func listed(_ names: [String]) -> String {
    let first = names.prefix(3).joined(separator: ", ")
    return names.count > 3 ? "\(first) and \(names.count - 3) more" : first
  }
}
