import CostModel

extension FocusVersion {
  /// FOCUS's columns in alphabetical order, then our own.
  var columns: [Column<FocusRow>] {
    (Self.shared + provider).sorted { $0.heading.title < $1.heading.title } + Self.custom
  }

  private var provider: [Column<FocusRow>] {
    let old = namesProvider ? ["ProviderName", "PublisherName"] : []
    let new = namesServiceProvider ? ["HostProviderName", "ServiceProviderName"] : []
    return (old + new).map { name in Column(name) { .text($0.provider.rawValue) } }
  }

  private static let shared: [Column<FocusRow>] =
    place + charge + commitment + money + pricing + service

  private static let place: [Column<FocusRow>] = [
    Column("AvailabilityZone") { _ in .missing },
    Column("BillingAccountId") { .text($0.billingAccount) },
    Column("BillingAccountName") { _ in .missing },
    Column("BillingCurrency") { _ in .text("USD") },
    Column("BillingPeriodEnd") { .text($0.month.end.iso8601) },
    Column("BillingPeriodStart") { .text($0.month.start.iso8601) },
    Column("InvoiceIssuerName") { .text($0.provider.rawValue) },
    Column("RegionId") { .text($0.region) },
    Column("RegionName") { .text($0.region.map(RegionTitle.name)) },
    Column("ResourceId") { .text($0.resource?.id) },
    Column("ResourceName") { .text($0.resource?.name) },
    Column("ResourceType") { .text($0.resource?.type) },
    Column("SubAccountId") { .text($0.account) },
    Column("SubAccountName") { .text($0.account) },
    Column("Tags") { _ in .missing },
  ]

  private static let charge: [Column<FocusRow>] = [
    Column("ChargeCategory") { .text($0.charge.category.rawValue) },
    Column("ChargeClass") { _ in .missing },
    Column("ChargeDescription") { .text($0.charge.description) },
    Column("ChargeFrequency") { .text($0.charge.frequency.rawValue) },
    Column("ChargePeriodEnd") { .text($0.month.end.iso8601) },
    Column("ChargePeriodStart") { .text($0.month.start.iso8601) },
  ]

  private static let commitment: [Column<FocusRow>] = [
    Column("CommitmentDiscountCategory") { .text($0.commitment?.category.rawValue) },
    Column("CommitmentDiscountId") { .text($0.commitment?.id) },
    Column("CommitmentDiscountName") { .text($0.commitment?.name) },
    Column("CommitmentDiscountQuantity") { .decimal($0.commitment?.amount.quantity) },
    Column("CommitmentDiscountStatus") {
      .text(
        $0.charge.category == .usage ? $0.commitment.map { $0.isUnused ? "Unused" : "Used" } : nil)
    },
    Column("CommitmentDiscountType") { .text($0.commitment?.type) },
    Column("CommitmentDiscountUnit") { .text($0.commitment?.amount.unit) },
  ]

  private static let money: [Column<FocusRow>] = [
    Column("BilledCost") { .decimal($0.cost.billed.value) },
    Column("ContractedCost") { .decimal($0.cost.contracted.value) },
    Column("ContractedUnitPrice") { .decimal($0.each(\.contracted)) },
    Column("EffectiveCost") { .decimal($0.cost.effective.value) },
    Column("ListCost") { .decimal($0.cost.list.value) },
    Column("ListUnitPrice") { .decimal($0.each(\.list)) },
  ]

  private static let pricing: [Column<FocusRow>] = [
    Column("ConsumedQuantity") { .decimal($0.consumed?.quantity) },
    Column("ConsumedUnit") { .text($0.consumed?.unit) },
    Column("PricingCategory") { .text($0.pricing.category.rawValue) },
    Column("PricingQuantity") { .decimal($0.pricing.amount.quantity) },
    Column("PricingUnit") { .text($0.pricing.amount.unit) },
    Column("SkuId") { .text($0.sku.id) },
    Column("SkuMeter") { .text($0.sku.meter) },
    Column("SkuPriceDetails") { .text($0.sku.json) },
    Column("SkuPriceId") { .text($0.sku.id) },
  ]

  private static let service: [Column<FocusRow>] = [
    Column("ServiceCategory") { .text($0.service.category) },
    Column("ServiceName") { .text($0.service.name) },
    Column("ServiceSubcategory") { .text($0.service.subcategory) },
  ]
}

extension FocusRow {
  /// FOCUS wants one on every row: the payer is not known, so the account itself, or that none is.
  fileprivate var billingAccount: String {
    provider == .onPremises ? "on-premises" : account ?? "unknown"
  }

  fileprivate func each(_ cost: KeyPath<Cost, USD>) -> Double {
    self.cost[keyPath: cost].value / pricing.amount.quantity
  }
}

extension FocusRow.Sku {
  /// Key and value pairs as FOCUS writes them; nil where there are none.
  fileprivate var json: String? {
    guard !details.isEmpty else { return nil }
    let pairs = details.map { key, value in
      Double(value) != nil && key != "InstanceType"
        ? "\(Self.quoted(key)):\(value)" : "\(Self.quoted(key)):\(Self.quoted(value))"
    }
    return "{\(pairs.joined(separator: ","))}"
  }

  private static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.append(jsonEscaped: text)
    return "\"\(String(decoding: bytes, as: UTF8.self))\""
  }
}

extension Cell {
  /// A figure of money or quantity, never negative here, in plain digits: FOCUS knows only an upper-case
  /// exponent, which Swift does not write.
  static func decimal(_ value: Double?) -> Cell {
    guard let value else { return .missing }
    precondition(value >= 0 && value.isFinite, "a charge of ours is never negative")
    return .text(ShortestDecimal(value).text())
  }
}

/// The names AWS gives its regions; any other goes by its identifier.
enum RegionTitle {
  private static let names = [
    "us-east-1": "US East (N. Virginia)", "us-east-2": "US East (Ohio)",
    "us-west-1": "US West (N. California)", "us-west-2": "US West (Oregon)",
    "ca-central-1": "Canada (Central)", "sa-east-1": "South America (Sao Paulo)",
    "eu-west-1": "EU (Ireland)", "eu-west-2": "EU (London)", "eu-west-3": "EU (Paris)",
    "eu-central-1": "EU (Frankfurt)", "eu-north-1": "EU (Stockholm)",
    "ap-northeast-1": "Asia Pacific (Tokyo)", "ap-northeast-2": "Asia Pacific (Seoul)",
    "ap-southeast-1": "Asia Pacific (Singapore)", "ap-southeast-2": "Asia Pacific (Sydney)",
    "ap-south-1": "Asia Pacific (Mumbai)",
  ]

  static func name(_ region: String) -> String { names[region] ?? region }
}
