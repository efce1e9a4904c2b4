import CostModel

/// Sentences that stand under more than one table.
enum Footnote {
  static let unverifiedPrice =
    "* rests on a price that is derived or that no source confirms: see costctl pricing show"

  static func leftOut(_ amount: Int, _ what: String) -> String {
    "\(what) of \(amount.of("more workload")): add --verbose, or use --format json"
  }
}

extension Int {
  /// `1 workload`, `2 workloads`.
  func of(_ noun: String) -> String { "\(figure) \(noun)\(self == 1 ? "" : "s")" }

  /// With commas, `5,000`.
  var figure: String { ShortestDecimal(Double(self)).text(grouped: true) }
}
