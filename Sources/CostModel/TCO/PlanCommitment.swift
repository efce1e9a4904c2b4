/// A Savings Plan that Lambda's duration is paid from, sized for today's traffic.
package struct PlanCommitment: Hashable, Sendable {
  package struct Kind: Hashable, Sendable {
    package let account: String?
    package let region: String
    package let term: CommitmentTerm
  }

  package let kind: Kind
  /// What a month of it costs.
  package let month: USD
  /// What it covers would cost so much on demand.
  package let onDemandMonth: USD

  static func + (left: Self, right: Self) -> Self {
    precondition(left.kind == right.kind, "plans of one kind")
    return Self(
      kind: left.kind, month: left.month + right.month,
      onDemandMonth: left.onDemandMonth + right.onDemandMonth)
  }
}

extension PlanCommitment: Comparable {
  package static func < (left: Self, right: Self) -> Bool { left.order < right.order }

  private var order: (String, String, String) {
    (kind.term.rawValue, kind.account ?? "", kind.region)
  }
}
