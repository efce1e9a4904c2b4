import CostModel

extension SteppingFleet {
  /// The rows of one month for some instances: at the on-demand price one of usage; under a commitment
  /// what is paid for it and the usage it covers; the fee of Managed Instances besides.
  func focusRows(
    _ scenario: FocusScenario, _ month: BillingMonth, _ amount: CommittedMonth,
    priceFactor: Double, resource: FocusRow.Resource? = nil
  ) -> [FocusRow] {
    guard amount.used > 0 else { return [] }
    let each = bareMonth * priceFactor
    let list = onDemandMonth.map { $0 * priceFactor } ?? each
    let resource =
      resource
      ?? FocusRow.Resource(
        id: "fleet/\(kind.region)/\(kind.offer.name)", name: kind.offer.name, type: "Fleet")
    func usage(_ description: String, _ cost: USD) -> FocusRow {
      let hours = FocusRow.Amount(quantity: amount.used * Hours.month.value, unit: "Hours")
      return FocusRow(
        scenario: scenario, month: month, provider: .aws, account: kind.account,
        region: kind.region, service: kind.offer.focusService, resource: resource,
        charge: FocusRow.Charge(
          category: .usage, frequency: .usageBased, description: description),
        sku: kind.offer.focusSku(in: kind.region),
        pricing: FocusRow.Pricing(category: .standard, amount: hours), consumed: hours,
        cost: .plain(cost))
    }
    let size = kind.offer.sizeName
    let hours = "\(size), instance hours"
    var rows =
      kind.offer.term == .onDemand
      ? [usage(hours, each * amount.used)]
      : CommitmentRows(
        scenario: scenario, month: month, account: kind.account, region: kind.region,
        service: kind.offer.focusService, resource: resource,
        sku: kind.offer.focusSku(in: kind.region), term: kind.offer.term, unit: (each, list),
        usage: hours, id: "estimate/\(kind.region)/\(kind.offer.name)",
        name: kind.offer.term.title(of: size)
      ).rows(amount)
    if feeMonth > .zero {
      rows.append(
        usage(
          "Lambda Managed Instances, management of \(size)",
          feeMonth * (amount.used * priceFactor)))
    }
    return rows
  }
}

extension InstanceOffer {
  fileprivate var focusService: FocusService {
    switch service {
    case .ec2: .ec2
    case .managedInstances: .lambda
    case .sageMaker: .sageMaker
    }
  }

  fileprivate func focusSku(in region: String) -> FocusRow.Sku {
    FocusRow.Sku(
      id: "\(service == .sageMaker ? "sagemaker" : "ec2")/\(region)/\(sizeName)/\(term.rawValue)",
      meter: "Instance hours",
      details: [
        ("InstanceType", sizeName), ("CoreCount", ShortestDecimal(instance.vcpus.value).text()),
        ("MemorySize", ShortestDecimal(instance.memory.gigabytes).text()),
        ("OperatingSystem", "Linux"), ("x_CommitmentTerm", term.rawValue),
      ])
  }
}
