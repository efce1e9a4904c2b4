import CostModel

/// Something committed to, in one month: how much is needed, bought and in force of it.
struct CommittedMonth {
  let used: Double
  let bought: Double
  let inForce: Double

  init(used: Double, bought: Double, inForce: Double) {
    self.used = used
    self.bought = bought
    self.inForce = inForce
  }

  /// The first month of a commitment that is used whole.
  init(new amount: Double) { self.init(used: amount, bought: amount, inForce: amount) }

  /// Every month of a need.
  static func all(_ need: [Double], term: CommitmentTerm) -> [CommittedMonth] {
    guard term != .onDemand else { return need.map(CommittedMonth.init(new:)) }
    let ledger = CommitmentLedger(need, term: term)
    return need.indices.map {
      CommittedMonth(
        used: need[$0], bought: ledger.bought[$0],
        // What rounding leaves between equal sums lies idle nowhere.
        inForce: max(need[$0], ledger.inForce[$0]))
    }
  }
}

/// What the rows of a commitment share: whose it is, and what a unit of it costs.
struct CommitmentRows {
  let scenario: FocusScenario
  let month: BillingMonth
  let account: String?
  let region: String
  let service: FocusService
  let resource: FocusRow.Resource
  let sku: FocusRow.Sku
  let term: CommitmentTerm
  /// The price of a unit and month, and what it would cost without commitment.
  let unit: (committed: USD, onDemand: USD)
  /// `c8g.xlarge, instance hours`.
  let usage: String
  /// `estimate/us-east-1/ec2/c8g.xlarge/ri-1yr`.
  let id: String
  /// `Reserved Instance c8g.xlarge`.
  let name: String

  /// What is paid on the first day and by the month, what it covers, and what nobody needs.
  func rows(_ amount: CommittedMonth) -> [FocusRow] {
    let share = term.prepaidShare
    let whole = Double(term.months) * amount.bought
    var rows: [FocusRow] = []
    if share > 0, amount.bought > 1e-9 {
      rows.append(
        purchase(.oneTime, "paid upfront", quantity: whole, cost: unit.committed * (whole * share)))
    }
    if share < 1, amount.inForce > 0 {
      rows.append(
        purchase(
          .recurring, "due for the month", quantity: amount.inForce,
          cost: unit.committed * (amount.inForce * (1 - share))))
    }
    if amount.used > 0 {
      rows.append(covered(amount.used, list: unit.onDemand * amount.used, isUnused: false))
    }
    let idle = amount.inForce - amount.used
    if idle > 1e-9 { rows.append(covered(idle, list: unit.committed * idle, isUnused: true)) }
    return rows
  }

  private func purchase(
    _ frequency: FocusRow.Charge.Frequency, _ title: String, quantity: Double, cost: USD
  ) -> FocusRow {
    row(
      FocusRow.Charge(
        category: .purchase, frequency: frequency,
        description: "\(name), \(term.spelled), \(title)"),
      .standard, quantity, .prepaid(cost), dollars: cost)
  }

  private func covered(_ quantity: Double, list: USD, isUnused: Bool) -> FocusRow {
    let cost = unit.committed * quantity
    return row(
      FocusRow.Charge(
        category: .usage, frequency: .usageBased,
        description: isUnused ? "\(name), committed to and not needed" : usage),
      .committed, quantity, .covered(cost, list: list), dollars: cost, isUnused: isUnused)
  }

  private func row(
    _ charge: FocusRow.Charge, _ category: FocusRow.Pricing.Category, _ quantity: Double,
    _ cost: FocusRow.Cost, dollars: USD, isUnused: Bool = false
  ) -> FocusRow {
    let hours = FocusRow.Amount(quantity: quantity * Hours.month.value, unit: "Hours")
    return FocusRow(
      scenario: scenario, month: month, provider: .aws, account: account, region: region,
      service: service, resource: resource, charge: charge, sku: sku,
      pricing: FocusRow.Pricing(category: category, amount: hours),
      consumed: charge.category == .usage && !isUnused ? hours : nil,
      commitment: FocusRow.Commitment(
        id: id, name: "\(name), \(term.spelled)", category: term.isPlan ? .spend : .usage,
        type: term.typeName,
        amount: term.isPlan ? FocusRow.Amount(quantity: dollars.value, unit: "USD") : hours,
        isUnused: isUnused),
      cost: cost)
  }
}

extension CommitmentTerm {
  /// Savings Plans commit to dollars, reserved instances to hours.
  var isPlan: Bool { plan != .reserved }

  var typeName: String {
    switch plan {
    case .onDemand: "OnDemand"
    case .computeSavingsPlan: "ComputeSavingsPlan"
    case .instanceSavingsPlan: "EC2InstanceSavingsPlan"
    case .machineLearningSavingsPlan: "SageMakerSavingsPlan"
    case .reserved: "ReservedInstance"
    }
  }

  /// `Compute Savings Plan`; of a reserved instance with its size.
  func title(of size: String) -> String {
    switch plan {
    case .onDemand: "On demand"
    case .computeSavingsPlan: "Compute Savings Plan"
    case .instanceSavingsPlan: "EC2 Instance Savings Plan"
    case .machineLearningSavingsPlan: "SageMaker Savings Plan"
    case .reserved: "Reserved Instance \(size)"
    }
  }
}
