/// Sentences that stand under more than one table.
enum Footnote {
  static let unverifiedPrice =
    "* rests on a price that is derived or that no source confirms: see costctl pricing show"

  static func leftOut(_ amount: Int, _ what: String) -> String {
    "\(what) of \(count(amount, "more workload")): add --verbose, or use --format json"
  }
}

/// `1 workload`, `2 workloads`.
func count(_ amount: Int, _ noun: String) -> String {
  "\(ShortestDecimal(Double(amount)).text(grouped: true)) \(noun)\(amount == 1 ? "" : "s")"
}
