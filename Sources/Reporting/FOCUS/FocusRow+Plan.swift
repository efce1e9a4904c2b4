import CostModel

extension PlanCommitment {
  /// The rows of one month of a plan on Lambda's duration: one of today's size is a unit.
  func focusRows(
    _ scenario: FocusScenario, _ month: BillingMonth, _ amount: CommittedMonth,
    priceFactor: Double, resource: FocusRow.Resource? = nil
  ) -> [FocusRow] {
    CommitmentRows(
      scenario: scenario, month: month, account: kind.account, region: kind.region,
      service: .lambda,
      resource: resource
        ?? FocusRow.Resource(
          id: "lambda/\(kind.region)/\(kind.term.rawValue)", name: "Lambda functions",
          type: "Lambda function"),
      sku: FocusRow.Sku(
        id: "lambda/\(kind.region)/savings-plan/\(kind.term.rawValue)", meter: "Duration",
        details: [("x_CommitmentTerm", kind.term.rawValue)]),
      term: kind.term, unit: (self.month * priceFactor, onDemandMonth * priceFactor),
      usage: "AWS Lambda, duration under a plan",
      id: "estimate/\(kind.region)/lambda/\(kind.term.rawValue)",
      name: kind.term.title(of: "")
    ).rows(amount)
  }
}
