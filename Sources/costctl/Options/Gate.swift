import ArgumentParser
import CostModel

/// A condition that turns a recommendation into exit code 2.
enum Gate: Hashable, ExpressibleByArgument {
  case saving(USD)
  case tier(Tier)

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "saving":
      guard let amount = Double(parts[1]), amount.isFinite, amount >= 0 else { return nil }
      self = .saving(USD(amount))
    case "tier":
      guard let tier = Tier(rawValue: parts[1]) else { return nil }
      self = .tier(tier)
    default: return nil
    }
  }

  /// What tripped it, in one sentence; nil when it holds.
  func trippedBy(_ report: RecommendationReport) -> String? {
    switch self {
    case .saving(let limit):
      guard report.monthlySaving >= limit else { return nil }
      return "gate saving=\(limit.value): \(Shown.dollars(report.monthlySaving)) a month could be saved"
    case .tier(let tier):
      let names =
        report.recommendations.filter { $0.analysis.tier == tier }
        .map(\.analysis.profile.workload.name)
        + report.unpriced.filter { $0.tier == tier }.map(\.workload.name)
      guard let first = names.first else { return nil }
      let more = names.count > 1 ? " and \(names.count - 1) more" : ""
      return "gate tier=\(tier.rawValue): \(first)\(more)"
    }
  }
}
