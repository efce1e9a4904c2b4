import CostModel

/// What EC2, Lambda and SageMaker cost by the hour under a Savings Plan.
///
/// A rate is the plan's own by the hour, whatever is paid upfront. Compute plans hold in any location,
/// so the region is the discounted one's.
struct PlanRows: OfferRows {
  static let columns: [OfferColumn] = [
    .unit, .discountedRate, .currency, .discountedService, .discountedUsage, .discountedOperation,
    .discountedRegion, .payment, .leaseLength, .leaseUnit, .productFamily,
  ]

  private let file: PriceListFile
  private let instances: Set<String>
  private let lambda: LambdaMeters
  private var gathering: PriceGathering

  init(_ file: PriceListFile, instances: Set<String>) {
    self.file = file
    self.instances = instances
    lambda = LambdaMeters(region: file.region)
    gathering = PriceGathering(file)
  }

  mutating func take(_ row: OfferRow) throws(PriceListError) {
    guard let kind = kind(of: row),
      row.values[OfferColumn.discountedRegion.rawValue].elementsEqual(file.region.utf8),
      let term = PlanTerm(
        length: row.text(.leaseLength), unit: row.text(.leaseUnit), payment: row.text(.payment)),
      let meter = meter(of: row, kind: kind, term)
    else { return }
    let place = "line \(row.line)"
    let rate = try gathering.figure(row.text(.discountedRate), "rate", at: place)
    guard row.spells(.currency, "USD") else { throw .currency(file: "\(file)", place: place) }
    gathering.add(
      meter, product: "\(row.line)", unit: row.text(.unit),
      tier: ListedTier(from: .zero, to: nil, usd: rate))
  }

  private func kind(of row: OfferRow) -> String? {
    if row.spells(.productFamily, "ComputeSavingsPlans") { return "compute-sp" }
    if row.spells(.productFamily, "EC2InstanceSavingsPlans") { return "ec2-sp" }
    if row.spells(.productFamily, "SageMakerSavingsPlans") { return "ml-sp" }
    return nil
  }

  /// By usage type and operation: `BoxUsage` under `RunInstances` is Linux on shared machines.
  private func meter(of row: OfferRow, kind: String, _ term: PlanTerm) -> Meter? {
    let usage = UsageType.bare(row.text(.discountedUsage))
    if row.spells(.discountedService, "AWSLambda") {
      return kind == "compute-sp" ? lambda.planMeter(usage, term) : nil
    }
    let (service, prefix): (String, String)
    if row.spells(.discountedService, "AmazonEC2"), row.spells(.discountedOperation, "RunInstances")
    {
      (service, prefix) = ("ec2", "BoxUsage:")
    } else if row.spells(.discountedService, "AmazonSageMaker"),
      row.spells(.discountedOperation, "RunInstance")
    {
      (service, prefix) = ("sagemaker", "Host:ml.")
    } else {
      return nil
    }
    let size = usage.dropFirst(prefix.count)
    guard usage.hasPrefix(prefix), instances.contains(String(size)) else { return nil }
    let name = service == "sagemaker" ? "ml.\(size)" : String(size)
    return Meter(
      PriceKey(service: service, region: file.region, item: term.item(name, kind)), per: .hours)
  }

  /// Lambda's rate for three years is left out where it is the one for one year.
  func prices(on day: Instant) -> GatheredPrices {
    var prices = gathering.prices(on: day)
    let byItem = Dictionary(prices.entries.map { ($0.key.item, $0.tiers) }) { first, _ in first }
    let longer = "/3yr"
    prices.entries.removeAll { entry in
      entry.key.item.hasSuffix(longer)
        && byItem[String(entry.key.item.dropLast(longer.count))] == entry.tiers
    }
    return prices
  }
}
