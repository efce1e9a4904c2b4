extension ReportEdition {
  /// `costctl 2026-W48: $1,234.56 a month on Lambda, $567.89 less as advised`.
  package var subject: String {
    guard !recommendations.recommendations.isEmpty else {
      return "costctl \(period.name): no workload could be judged"
    }
    let cost = Shown.dollars(recommendations.monthlyCostNow)
    let saving = recommendations.monthlySaving
    let advice =
      saving > .zero
      ? ", \(Shown.dollars(saving)) less as advised"
      : saving < .zero ? ", \(Shown.dollars(saving * -1)) more by the rule" : ", nothing to change"
    return "costctl \(period.name): \(cost) a month\(advice)"
  }

  private static let shown = 5

  /// Plain text for a chat or a mail: what is missing, what changed, what to do.
  package var summary: String {
    let gaps = gaps.map { "Missing (\($0.step.rawValue)): \($0.reason)" }
    return ([subject] + gaps + changeLines + adviceLines).joined(separator: "\n")
  }

  private var adviceLines: [String] {
    recommendations.recommendations.filter { $0.monthlySaving > .zero }.prefix(Self.shown).map {
      "\($0.analysis.profile.workload.name): \($0.action)"
    }
  }

  private var changeLines: [String] {
    guard let since = changes.since else { return [] }
    var lines = changes.verdicts.prefix(Self.shown).map {
      "\($0.after.workload.name): \($0.before.option) → \($0.after.option). \($0.reason)"
    }
    if changes.verdicts.count > Self.shown {
      lines.append("and \(changes.verdicts.count - Self.shown) more verdicts changed")
    }
    for (word, verdicts) in [("New", changes.appeared), ("Gone", changes.gone)]
    where !verdicts.isEmpty {
      lines.append("\(word) since \(since.name): \(Self.names(verdicts))")
    }
    let difference = changes.costs.map(\.difference).sum()
    if !changes.costs.isEmpty {
      let sign = difference > .zero ? "+" : ""
      lines.append(
        "Against what \(since.name) expected: \(sign)\(Shown.dollars(difference)) a month")
    }
    if !changes.realized.isEmpty {
      let saved = changes.realized.map(\.monthlySaving).sum()
      lines.append("Advice that was followed saves \(Shown.dollars(saved)) a month")
    }
    return lines
  }

  private static func names(_ verdicts: [WorkloadVerdict]) -> String {
    let names = verdicts.prefix(shown).map(\.workload.name).joined(separator: ", ")
    return verdicts.count > shown ? "\(names) and \(verdicts.count - shown) more" : names
  }
}
