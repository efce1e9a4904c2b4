import CostModel

/// A condition that turns a recommendation into exit code 2, for pipelines.
enum Gate: Hashable, Sendable {
  /// The whole monthly saving reaches this amount.
  case saving(USD)
  /// Any workload is in this tier.
  case tier(Tier)

  /// Reads `saving=500` or `tier=repatriate`; nil for anything else.
  init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "saving":
      guard let usd = Double(parts[1]), usd.isFinite, usd >= 0 else { return nil }
      self = .saving(USD(usd))
    case "tier":
      guard let tier = Tier(rawValue: String(parts[1])) else { return nil }
      self = .tier(tier)
    default: return nil
    }
  }

  static func refusal(of text: String) -> String {
    "'\(text)' is neither saving=USD nor tier=lambda|reserved|repatriate"
  }

  /// Why the gate is tripped, in one sentence; nil when it is not.
  func verdict(on report: RecommendationReport) -> String? {
    switch self {
    case .saving(let limit):
      guard report.monthlySaving >= limit else { return nil }
      return "--fail-on saving: \(Shown.dollars(report.monthlySaving)) a month can be saved, "
        + "the limit is \(Shown.dollars(limit))"
    case .tier(let tier):
      let names =
        report.recommendations.filter { $0.analysis.tier == tier }
        .map(\.analysis.profile.workload.name)
        + report.unpriced.filter { $0.tier == tier }.map(\.workload.name)
      guard let first = names.first else { return nil }
      let others = names.count == 1 ? "" : " and \(names.count - 1) more"
      return "--fail-on tier: \(first)\(others) in tier \(tier.rawValue)"
    }
  }
}
