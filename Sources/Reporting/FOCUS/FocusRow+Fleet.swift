import CostModel

extension SteppingFleet {
  /// The rows of one month for some instances: at the on-demand price one of usage; under a commitment the
  /// fee that is due and the usage it covers; the fee of Managed Instances besides.
  func focusRows(
    _ scenario: FocusScenario, _ month: BillingMonth, instances: Double, priceFactor: Double,
    resource: FocusRow.Resource? = nil
  ) -> [FocusRow] {
    guard instances > 0 else { return [] }
    let hours = FocusRow.Amount(quantity: instances * Hours.month.value, unit: "Hours")
    let cost = (instanceMonth - feeMonth) * (instances * priceFactor)
    let list = onDemandMonth.map { $0 * (instances * priceFactor) } ?? cost
    let resource =
      resource
      ?? FocusRow.Resource(
        id: "fleet/\(kind.region)/\(kind.offer.name)", name: kind.offer.name, type: "Fleet")
    func row(
      _ charge: FocusRow.Charge, _ category: FocusRow.Pricing.Category, _ cost: FocusRow.Cost,
      commitment: FocusRow.Commitment? = nil
    ) -> FocusRow {
      FocusRow(
        scenario: scenario, month: month, provider: .aws, account: kind.account,
        region: kind.region, service: kind.offer.focusService, resource: resource, charge: charge,
        sku: kind.offer.focusSku(in: kind.region),
        pricing: FocusRow.Pricing(category: category, amount: hours),
        consumed: charge.category == .usage ? hours : nil, commitment: commitment, cost: cost)
    }
    var rows: [FocusRow] = []
    if kind.offer.term == .onDemand {
      rows.append(row(.instances(kind.offer), .standard, .plain(cost)))
    } else {
      let commitment = kind.offer.commitment(in: kind.region, hours: hours.quantity, cost: cost)
      rows.append(
        row(
          FocusRow.Charge(
            category: .purchase, frequency: .recurring,
            description: "\(commitment.name), due for the month"), .standard, .prepaid(cost),
          commitment: commitment))
      rows.append(
        row(
          .instances(kind.offer), .committed, .covered(cost, list: list), commitment: commitment))
    }
    if feeMonth > .zero {
      rows.append(
        row(
          FocusRow.Charge(
            category: .usage, frequency: .usageBased,
            description: "Lambda Managed Instances, management of \(kind.offer.sizeName)"),
          .standard, .plain(feeMonth * (instances * priceFactor))))
    }
    return rows
  }
}

extension FocusRow.Charge {
  fileprivate static func instances(_ offer: InstanceOffer) -> Self {
    Self(category: .usage, frequency: .usageBased, description: "\(offer.sizeName), instance hours")
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

  /// Savings Plans commit to dollars, reserved instances to hours.
  fileprivate func commitment(in region: String, hours: Double, cost: USD) -> FocusRow.Commitment {
    let isPlan = term == .computeSavingsPlan1Year || term == .computeSavingsPlan3Years
    let length = term.years == 1 ? "1 year" : "\(term.years) years"
    return FocusRow.Commitment(
      id: "estimate/\(region)/\(name)",
      name: (isPlan ? "Compute Savings Plan" : "Reserved Instance \(sizeName)")
        + ", \(length), no upfront",
      category: isPlan ? .spend : .usage, type: isPlan ? "ComputeSavingsPlan" : "ReservedInstance",
      amount: isPlan
        ? FocusRow.Amount(quantity: cost.value, unit: "USD")
        : FocusRow.Amount(quantity: hours, unit: "Hours"))
  }
}
