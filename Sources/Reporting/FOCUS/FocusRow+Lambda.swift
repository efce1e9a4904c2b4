import CostModel

/// The meters of Lambda over some workloads of one account, region and architecture, a month of today.
struct LambdaMeters {
  struct Place: Hashable {
    let account: String?
    let region: String
    let architecture: String

    init(_ profile: UsageProfile) {
      account = profile.workload.account
      region = profile.workload.region
      architecture = profile.configuration.billedArchitecture.rawValue
    }
  }

  struct Meter: Hashable {
    /// The item of the price key.
    let item: String
    let title: String
    let unit: String
  }

  /// Quantity and dollars of each meter, in the order of the bill.
  private(set) var amounts: [(meter: Meter, quantity: Double, cost: USD)] = []
  private let place: Place

  init(_ place: Place) { self.place = place }

  /// - Parameter onlyDurable: true for a workload that has left Lambda, its state has not.
  mutating func add(_ analysis: WorkloadAnalysis, onlyDurable: Bool) {
    guard let cost = analysis.monthlyCost else { return }
    let profile = analysis.profile
    let scale = profile.window.perMonth
    let architecture = place.architecture
    if !onlyDurable {
      let used = (profile.totals.gbSeconds ?? .zero).value * scale
      let served = (profile.provisioned?.served ?? .zero).value * scale
      add(Self.compute(architecture), max(0, used - served), cost.compute)
      add(
        Self.requests(architecture), profile.totals.invocations.value * scale, cost.requests)
      add(
        Meter(
          item: "ephemeral-storage/\(architecture)", title: "Ephemeral storage", unit: "Months"),
        1, cost.ephemeralStorage)
      add(
        Meter(item: "snapstart/cache", title: "SnapStart", unit: "Months"), 1, cost.snapStart)
      add(
        Meter(
          item: "provisioned/configured/\(architecture)", title: "Provisioned concurrency",
          unit: "GB-Seconds"), (profile.provisioned?.configured ?? .zero).value * scale,
        cost.provisioned)
    }
    guard let durable = analysis.durable else { return }
    add(Self.durable("operation", "Operations"), durable.operations.value, durable.operationsCost)
    add(Self.durable("written", "GB"), durable.written.value, durable.writtenCost)
    add(Self.durable("retained", "GB-Months"), durable.retained.value, durable.retainedCost)
  }

  static func compute(_ architecture: String) -> Meter {
    Meter(item: "duration/\(architecture)", title: "Duration", unit: "GB-Seconds")
  }

  static func requests(_ architecture: String) -> Meter {
    Meter(item: "request/\(architecture)", title: "Requests", unit: "Requests")
  }

  private static func durable(_ item: String, _ unit: String) -> Meter {
    Meter(item: "durable/\(item)", title: "Durable state, \(item)", unit: unit)
  }

  /// A charge whose quantity nobody metered is priced by the month.
  private mutating func add(_ meter: Meter, _ quantity: Double, _ cost: USD) {
    guard cost > .zero else { return }
    let counted =
      quantity > 0 ? meter : Meter(item: meter.item, title: meter.title, unit: "Months")
    let amount = quantity > 0 ? quantity : 1
    if let index = amounts.firstIndex(where: { $0.meter == counted }) {
      amounts[index].quantity += amount
      amounts[index].cost += cost
    } else {
      amounts.append((counted, amount, cost))
    }
  }

  /// The rows of one month at a share of today's traffic.
  func rows(
    _ scenario: FocusScenario, _ month: BillingMonth, volume: Double, priceFactor: Double,
    resource: FocusRow.Resource? = nil
  ) -> [FocusRow] {
    guard volume > 0 else { return [] }
    return amounts.map { meter, quantity, cost in
      let amount = FocusRow.Amount(quantity: quantity * volume, unit: meter.unit)
      return FocusRow(
        scenario: scenario, month: month, provider: .aws, account: place.account,
        region: place.region, service: .lambda, resource: resource,
        charge: FocusRow.Charge(
          category: .usage, frequency: .usageBased, description: "AWS Lambda, \(meter.title)"),
        sku: FocusRow.Sku(id: "lambda/\(place.region)/\(meter.item)", meter: meter.title),
        pricing: FocusRow.Pricing(category: .standard, amount: amount), consumed: amount,
        cost: .plain(cost * (volume * priceFactor)))
    }
  }
}
