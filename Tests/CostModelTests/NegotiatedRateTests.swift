import CostModel
import Pricing
import Testing

@Suite("Private discounts and negotiated rates")
struct NegotiatedRateTests {
  private let book: PriceBook

  init() throws { book = try Catalogue.bundled() }

  private func usd(_ entry: PriceEntry, in book: PriceBook) throws -> [Double] {
    switch entry.unit {
    case GBSeconds.unit: try steps(entry, per: GBSeconds.self, in: book)
    case GBMonths.unit: try steps(entry, per: GBMonths.self, in: book)
    case Gigabytes.unit: try steps(entry, per: Gigabytes.self, in: book)
    case Requests.unit: try steps(entry, per: Requests.self, in: book)
    case Operations.unit: try steps(entry, per: Operations.self, in: book)
    case Hours.unit: try steps(entry, per: Hours.self, in: book)
    case VCPUHours.unit: try steps(entry, per: VCPUHours.self, in: book)
    case GBHours.unit: try steps(entry, per: GBHours.self, in: book)
    case Tokens.unit: try steps(entry, per: Tokens.self, in: book)
    case Transitions.unit: try steps(entry, per: Transitions.self, in: book)
    case WriteUnits.unit: try steps(entry, per: WriteUnits.self, in: book)
    case ReadUnits.unit: try steps(entry, per: ReadUnits.self, in: book)
    case MetricsRequested.unit: try steps(entry, per: MetricsRequested.self, in: book)
    case MetricUpdates.unit: try steps(entry, per: MetricUpdates.self, in: book)
    case Ratio.unit: try steps(entry, per: Ratio.self, in: book)
    default: []
    }
  }

  private func steps<Unit: Quantity>(_ entry: PriceEntry, per: Unit.Type, in book: PriceBook)
    throws -> [Double]
  {
    try book.tieredPrice(entry.key, per: per).tiers.map(\.usd)
  }

  @Test("every price of the catalogue takes a private discount, commitments too, and a share none")
  func discountEverywhere() throws {
    let discounted = try book.applying(discount: Ratio(0.08), overrides: [:])
    for entry in book.entries.values {
      let kept = entry.unit == Ratio.unit ? 1 : 1 - 0.08
      let listed = try usd(entry, in: book)
      #expect(try usd(entry, in: discounted) == listed.map { $0 * kept }, "\(entry.key)")
    }
  }

  @Test("every price of the catalogue can be negotiated, and what was takes no discount on top")
  func overrideEverywhere() throws {
    let own = Dictionary(uniqueKeysWithValues: book.entries.keys.map { ($0, USD(0.5)) })
    let negotiated = try book.applying(discount: Ratio(0.08), overrides: own)
    for entry in book.entries.values {
      #expect(negotiated.status(entry.key) == .override)
      #expect(try usd(entry, in: negotiated) == [0.5], "\(entry.key)")
    }
  }

  @Test("the model names a unit for every price that it comes with, and it is the listed one")
  func units() {
    let read = [
      "lambda", "ec2", "sagemaker", "bedrock", "cloudwatch", "stepfunctions", "dynamodb", "s3",
      "efs", "ecr",
    ]
    for entry in book.entries.values where read.contains(entry.key.service) {
      #expect(entry.key.unit == entry.unit, "\(entry.key)")
    }
  }

  @Test(
    "a rate may be negotiated where nothing is listed, commitments included",
    arguments: [
      ("lambda/sa-east-1/duration/arm64", "GB-second"),
      ("lambda/sa-east-1/savings-plan/duration/arm64/all-upfront", "GB-second"),
      ("ec2/sa-east-1/c9g.xlarge/ri-3yr-all-upfront", "hour"),
      ("ec2/us-east-1/c9g.xlarge/compute-sp-1yr-partial-upfront", "hour"),
      ("sagemaker/us-east-1/ml.c8g.xlarge/ml-sp-3yr", "hour"),
      ("bedrock/us-east-1/our-own-model/output", "token"),
    ])
  func unlisted(key: String, unit: String) throws {
    let key = try #require(PriceKey(key))
    #expect(book.entries[key] == nil)
    let entry = try book.applying(discount: .zero, overrides: [key: USD(1)]).entries[key]
    #expect(entry?.unit == unit && entry?.status == .override)
  }

  @Test(
    "a key that nothing reads is an error",
    arguments: ["lambda/us-east-1/duratoin/arm64", "efs/us-east-9/x", "bedrock/us-east-1/x"])
  func unknown(key: String) throws {
    let key = try #require(PriceKey(key))
    #expect(throws: PriceBookError.missing(key)) {
      try book.applying(discount: .zero, overrides: [key: USD(1)])
    }
  }

  @Test(
    "the fee of Managed Instances is of the list price, however cheap the instance was negotiated")
  func feeOfTheListPrice() throws {
    let key = try #require(PriceKey("ec2/us-east-1/c7g.xlarge/on-demand"))
    let negotiated = try book.applying(discount: Ratio(0.1), overrides: [key: USD(0.05)])
    #expect(try negotiated.listPrice(key, per: Hours.self).perUnit == USD(0.145 * 0.9))
    let offer = RegionalOffers(region: "us-east-1", prices: negotiated).groups.lazy
      .flatMap(\.offers).first { $0.name == "lambda-managed-instances/c7g.xlarge/on-demand" }
    let hourly = try #require(offer).hourly.perUnit.value
    #expect(abs(hourly - (0.05 + 0.15 * 0.145 * 0.9)) < 1e-12)
  }
}
