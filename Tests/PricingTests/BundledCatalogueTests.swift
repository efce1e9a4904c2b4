import CostModel
import Pricing
import Testing

@Suite("Bundled catalogue")
struct BundledCatalogueTests {
  let book: PriceBook

  init() throws { book = try Catalogue.bundled() }

  private func usd<Unit: Quantity>(_ key: String, per: Unit.Type) throws -> Double {
    try book.price(#require(PriceKey(key)), per: per).perUnit.value
  }

  @Test("every price says its unit, day, source and status, and an uncertain one says why")
  func traceable() {
    let units: Set<String> = [
      "GB-second", "GB-month", "GB", "request", "operation", "hour", "vCPU-hour", "GB-hour",
      "token", "metric", "update", "ratio", "transition", "write-unit", "read-unit",
    ]
    for entry in book.entries.values {
      #expect(units.contains(entry.unit), "\(entry.key)")
      #expect(Instant(iso8601: entry.effective) != nil, "\(entry.key)")
      #expect(entry.source.count > 20, "\(entry.key)")
      #expect(entry.status != .override, "\(entry.key)")
      #expect(entry.status == .verified || entry.note?.isEmpty == false, "\(entry.key)")
      #expect(entry.tiers.first?.from == 0, "\(entry.key)")
      #expect(entry.tiers.allSatisfy { $0.usd > 0 && $0.usd < 100 }, "\(entry.key)")
    }
  }

  @Test("every instance type has an on-demand price and every EC2 price an instance type")
  func instances() {
    let names = book.instances.map(\.name)
    let priced = book.entries.keys.filter { $0.service == "ec2" && $0.region == "us-east-1" }
      .filter { $0.item.hasSuffix("/on-demand") }
      .map { $0.item.replacing("/on-demand", with: "") }
    #expect(names == priced.sorted())
  }

  @Test(
    "a month of x86 costs what infracost prints for it",
    arguments: [(6e9, 100_000.20), (15e9, 235_000.20), (16e9, 248_333.60)])
  func x86Tiers(gbSeconds: Double, usd: Double) throws {
    let price = try book.tieredPrice(
      #require(PriceKey("lambda/us-east-1/duration/x86_64")), per: GBSeconds.self)
    #expect(abs(price.cost(of: GBSeconds(gbSeconds)).value - usd) < 0.005)
  }

  @Test(
    "a month of arm64 climbs its own tiers",
    arguments: [(7.5e9, 100_000.50), (18.75e9, 235_001.625), (19.75e9, 245_668.325)])
  func armTiers(gbSeconds: Double, usd: Double) throws {
    let price = try book.tieredPrice(
      #require(PriceKey("lambda/us-east-1/duration/arm64")), per: GBSeconds.self)
    #expect(abs(price.cost(of: GBSeconds(gbSeconds)).value - usd) < 0.005)
  }

  @Test(
    "the Managed Instances fee is the one AWS lists per instance type",
    arguments: [("c7g.xlarge", 0.02175), ("c7i.xlarge", 0.026775)])
  func managedInstances(instance: String, fee: Double) throws {
    let share = try usd("lambda/us-east-1/managed-instances/fee", per: Ratio.self)
    let hourly = try usd("ec2/us-east-1/\(instance)/on-demand", per: Hours.self)
    #expect(abs(share * hourly - fee) < 1e-9)
  }

  @Test("AWS's worked durable example: 32 operations, 26 written and 10.92 retained dollars")
  func durable() throws {
    let operations = try usd("lambda/us-east-1/durable/operation", per: Operations.self)
    let written = try usd("lambda/us-east-1/durable/written", per: Gigabytes.self)
    let retained = try usd("lambda/us-east-1/durable/retained", per: GBMonths.self)
    #expect(abs(operations * 4e6 - 32) < 1e-9)
    #expect(abs(written * 104 - 26) < 1e-9)
    #expect(abs(retained * 72.8 - 10.92) < 1e-9)
  }

  @Test(
    "one c8g.xlarge breaks even with a 10,240 MB function at the computed utilization",
    arguments: [
      ("on-demand", 0.332), ("compute-sp-1yr", 0.244), ("ri-1yr", 0.220), ("compute-sp-3yr", 0.168),
    ])
  func breakEven(term: String, utilization: Double) throws {
    let duration = try book.tieredPrice(
      #require(PriceKey("lambda/us-east-1/duration/arm64")), per: GBSeconds.self)
    let running = (duration.first * GBSeconds(10 * 3600)).value
    #expect(abs(running - 0.48) < 1e-5)
    let hourly = try usd("ec2/us-east-1/c8g.xlarge/\(term)", per: Hours.self)
    #expect(abs(hourly / running - utilization) < 0.0005)
  }

  @Test(
    "figures no source confirms are unverified",
    arguments: [
      "ec2/us-east-1/c8g.xlarge/ri-3yr", "ec2/us-east-1/m7g.large/ri-3yr",
      "ec2/us-east-1/c8g.xlarge/compute-sp-1yr", "ec2/us-east-1/c9g.xlarge/compute-sp-3yr",
      "ec2/us-east-1/c9g.xlarge/ri-1yr", "sagemaker/us-east-1/data-in",
    ])
  func unverified(key: String) throws {
    #expect(try book.status(#require(PriceKey(key))) == .unverified)
  }

  @Test(
    "a listed commitment stands before the derived one",
    arguments: [
      ("ec2/us-east-1/m7g.large/compute-sp-1yr", 0.0599), ("ec2/us-east-1/m7g.large/ri-1yr", 0.054),
      ("ec2/us-east-1/c7i.large/ri-1yr", 0.05904),
      ("sagemaker/us-east-1/ml.c7i.xlarge/on-demand", 0.214),
    ])
  func listedFirst(key: String, hourly: Double) throws {
    #expect(try usd(key, per: Hours.self) == hourly)
    #expect(try book.status(#require(PriceKey(key))) == .verified)
  }

  @Test("a derived price carries its formula")
  func formula() throws {
    let key = try #require(PriceKey("ec2/us-east-1/c8g.xlarge/ri-1yr"))
    let entry = try #require(book.entries[key])
    #expect(entry.status == .derived)
    #expect(abs(entry.tiers[0].usd - 0.1056) < 5e-5)
    #expect(entry.note?.hasPrefix("EC2 on-demand x 0.662: 33.8 % off") == true)
  }

  @Test(
    "what no source gives is absent, not guessed",
    arguments: [
      "sagemaker/us-east-1/ml.c9g.xlarge/on-demand", "sagemaker/us-east-1/ml.g5g.xlarge/on-demand",
      "sagemaker/us-east-1/ml.c8i.xlarge/on-demand", "sagemaker/us-east-1/ml.m7g.xlarge/on-demand",
      "ec2/us-east-1/g6.xlarge/compute-sp-1yr", "ec2/us-east-1/g6.xlarge/ri-3yr",
      "ec2/us-east-1/c6g.24xlarge/on-demand",
    ])
  func absent(key: String) throws {
    #expect(try book.entries[#require(PriceKey(key))] == nil)
  }

  @Test("tokens are priced one by one: a million of Nova Micro out cost $0.14")
  func tokens() throws {
    let price = try book.price(
      #require(PriceKey("bedrock/us-east-1/nova-micro/output")), per: Tokens.self)
    #expect(abs((price * Tokens(1e6)).value - 0.14) < 1e-12)
  }

  @Test("500 functions with 8 metrics each cost four cents to ask for")
  func metrics() throws {
    let price = try book.price(
      #require(PriceKey("cloudwatch/us-east-1/get-metric-data")), per: MetricsRequested.self)
    #expect(abs((price * MetricsRequested(4000)).value - 0.04) < 1e-12)
  }

  @Test(
    "a private discount leaves the Managed Instances share alone, since it is a share of a price")
  func discountedFee() throws {
    let discounted = try book.applying(discount: Ratio(0.05), overrides: [:])
    let key = try #require(PriceKey("lambda/us-east-1/managed-instances/fee"))
    #expect(try discounted.price(key, per: Ratio.self).perUnit.value == 0.15)
  }

  @Test("the free tier is a million requests, 400,000 GB-s and 100 GB streamed")
  func freeTier() throws {
    #expect(
      try Catalogue.lambdaFreeTier()
        == LambdaFreeTier(
          requests: Requests(1e6), duration: GBSeconds(400_000), streamed: Gigabytes(100)))
  }
}
