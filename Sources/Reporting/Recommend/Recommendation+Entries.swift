import CostModel

extension Recommendation {
  /// What a person is told of one workload: what to do, why, and what speaks against it.
  var entries: [Document.Entry] {
    var entries = [Document.Entry("do", action, style: .good)]
    entries += reasons.map { .init("why", $0) }
    entries += inference.advice?.entries ?? []
    entries += breakevens.map { service, figures in
      .init("break-even", "\(service) \(figures.joined(separator: ", "))")
    }
    entries += risks.map { .init("risk", $0, style: .caution) }
    entries += analysis.findings.filter { $0.severity != .info }.entries
    entries += [analysis.details.durable?.summary, analysis.details.coldStart?.summary]
      .compactMap { $0 }
    entries += refusals.map { refusal in
      .init("left out", "\(Self.listed(refusal.names)): \(refusal.reason)", style: .faint)
    }
    return entries
  }

  /// True when a price shown for it is derived or not confirmed.
  var restsOnUnverifiedPrice: Bool {
    analysis.restsOnUnverifiedPrice || chosen.restsOnUnverifiedPrice
  }

  /// The first three names, and how many more.
  static func listed(_ names: [String]) -> String {
    let first = names.prefix(3).joined(separator: ", ")
    return names.count > 3 ? "\(first) and \(names.count - 3) more" : first
  }
}
