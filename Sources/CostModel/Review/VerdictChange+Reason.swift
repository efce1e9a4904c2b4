extension VerdictChange {
  /// Nil where neither tier nor option is another one, or too little was seen to say so.
  init?(from before: WorkloadVerdict, to recommendation: Recommendation, rule: Rule) {
    let after = WorkloadVerdict(recommendation)
    guard before.tier != after.tier || before.option != after.option,
      before.hasTraffic || after.hasTraffic, after.isComparable
    else { return nil }
    let reason =
      before.tier == after.tier
      ? Self.price(from: before, to: recommendation)
      : Self.crossing(from: before, to: after, rule: rule)
    self.init(before: before, after: after, reason: reason)
  }

  /// The threshold that lies between the two, or that it was moved.
  private static func crossing(
    from before: WorkloadVerdict, to after: WorkloadVerdict, rule: Rule
  ) -> String {
    let old = Shown.percent(Ratio(before.utilization))
    let new = Shown.percent(Ratio(after.utilization))
    guard rule.tier(of: Ratio(before.utilization)) != after.tier else {
      return "The thresholds moved to \(Shown.percent(rule.stayBelow)) and "
        + "\(Shown.percent(rule.repatriateAbove)): utilization is \(new), was \(old)."
    }
    let rises = after.utilization > before.utilization
    let isUpper = rises ? after.tier == .repatriate : after.tier == .reserved
    let threshold = Shown.percent(isUpper ? rule.repatriateAbove : rule.stayBelow)
    return "Utilization went from \(old) to \(new), \(rises ? "over" : "under") the threshold of "
      + "\(threshold)."
  }

  /// The tier is the same, so what it costs decides.
  private static func price(
    from before: WorkloadVerdict, to recommendation: Recommendation
  ) -> String {
    let now = recommendation.chosen
    let cost = Shown.dollars(recommendation.monthlyCostThen)
    guard let rival = recommendation.options.first(where: { $0.name == before.option }) else {
      return "\(now.name) costs \(cost) a month; \(before.option), at "
        + "\(Shown.dollars(before.monthlyCostThen)) last time, is not offered for it any more."
    }
    if let whyNot = rival.whyNot {
      return
        "\(before.option) cannot be had any more (\(whyNot)); \(now.name) costs \(cost) a month."
    }
    guard let other = rival.monthlyCost else {
      return "\(before.option) has no price any more; \(now.name) costs \(cost) a month."
    }
    return
      "\(now.name) costs \(cost) a month, \(before.option) would cost \(Shown.dollars(other)), "
      + "\(Shown.dollars(before.monthlyCostThen)) last time."
  }
}
