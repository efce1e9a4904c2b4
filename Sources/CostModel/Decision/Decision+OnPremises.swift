/// Words for nodes of one's own.
extension Decision {
  /// What on-prem would cost by figures that nobody confirmed; nil where it can be had or is not priced.
  var unquoted: String? {
    guard analysis.tier == .repatriate, let share, !share.site.assumptions.hasQuote,
      let option = options.first(where: { $0.name == OnPremisesPricing.name }),
      let cost = option.monthlyCost
    else { return nil }
    return "On-prem would cost \(Shown.dollars(cost)) a month (\(share.wording)), but no source "
      + "confirms the price of a node; "
  }

  /// How the month of on-prem comes about, where it is taken.
  var shareReason: String? {
    guard chosen.tier == .repatriate, let share else { return nil }
    return "It asks for \(Shown.number(share.peak.value)) of "
      + "\(Shown.number(share.site.peak.value)) tokens/s at the peak of \(share.site.named) "
      + "and bears as much of the "
      + "\(Shown.dollars(share.site.month.total)) a month that they cost."
  }

  var repatriationRisks: [String] {
    guard let share else { return [] }
    let assumptions = share.site.assumptions
    let life = Shown.number(assumptions.parameters[.nodeLifeMonths])
    var risks = ["Nodes are bought for \(life) months and stay when traffic leaves."]
    if share.site.workloads > 1 {
      risks.append(
        "Its part holds while \(share.site.others) run there too: alone it would "
          + "cost \(Shown.dollars(share.alone.total)) a month on \(share.alone.nodes) nodes.")
    }
    let unconfirmed = assumptions.unconfirmed.map(\.key.rawValue)
    if !unconfirmed.isEmpty {
      risks.append(
        "\(unconfirmed.count) figures of it are assumptions that nobody confirmed "
          + "(\(unconfirmed.prefix(3).joined(separator: ", "))…): costctl tco lists them with their "
          + "sources.")
    }
    return risks + durableRisks
  }
}

extension OnPremisesShare {
  /// `23.4 % of 3 × l4-server for 5 workloads`.
  fileprivate var wording: String {
    "\(Shown.percent(share)) of \(site.named)"
      + (site.workloads > 1 ? " for \(site.workloads) workloads" : "")
  }

  var placement: String { "on-prem, \(wording)" }
}

extension OnPremisesShare.Site {
  /// `3 × l4-server`.
  fileprivate var named: String { "\(month.nodes) × \(assumptions.node.name)" }

  fileprivate var others: String {
    workloads == 2 ? "the other workload" : "the other \(workloads - 1) workloads"
  }
}

extension OnPremisesSite {
  /// What a reader of the fleet's totals must know.
  var sentence: String {
    guard let month else {
      return "On-prem is priced for each workload as if it moved alone, for no workload would go "
        + "there; its inputs are assumptions of the node \(assumptions.node.name) (costctl tco lists them)."
    }
    let workloads = count == 1 ? "1 workload" : "\(count) workloads"
    return "On-prem is priced as \(month.nodes) whole nodes (\(assumptions.node.name)) for the "
      + "\(workloads) that would go there, \(Shown.dollars(month.total)) a month, of which each bears its "
      + "part of the peak; any other is priced as if it joined. Its inputs are assumptions "
      + "(costctl tco lists them)."
  }
}
