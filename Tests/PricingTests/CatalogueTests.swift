import CostModel
import Pricing
import Testing

@Suite("Price catalogue")
struct CatalogueTests {
  private let book: PriceBook

  init() throws { book = try Catalogue.bundled() }

  private func key(_ text: String) throws -> PriceKey { try #require(PriceKey(text)) }

  private func usd(_ text: String) throws -> Double {
    try #require(book.entries[try key(text)]?.tiers.first?.usd, "no price for \(text)")
  }

  @Test("every figure has a unit, a date, a source and a status")
  func traceable() {
    for entry in book.entries.values {
      #expect(!entry.source.isEmpty && Instant(iso8601: entry.effective) != nil)
      #expect(entry.status == .verified || entry.note != nil, "\(entry.key) says no reason")
    }
    #expect(book.entries.count > 500)
  }

  /// Expected: AWS price list of September 2026 as read by the sources the files name.
  @Test(
    "the figures are those of the price list",
    arguments: [
      ("lambda/us-east-1/duration/arm64", 0.0000133334),
      ("lambda/us-east-1/duration/x86_64", 0.0000166667),
      ("lambda/us-east-1/request/arm64", 0.0000002),
      ("lambda/us-east-1/provisioned/configured/arm64", 0.0000033334),
      ("lambda/us-east-1/ephemeral-storage/x86_64", 0.0000000309),
      ("lambda/us-east-1/snapstart/cache", 0.0000015046),
      ("lambda/us-east-1/durable/operation", 0.000008),
      ("lambda/us-east-1/streaming", 0.008),
      ("ec2/us-east-1/c8g.xlarge/on-demand", 0.15952),
      ("ec2/us-east-1/c9g.48xlarge/on-demand", 8.34624),
      ("ec2/us-east-1/m7g.large/ri-1yr", 0.0540),
      ("ec2/ap-northeast-1/c8g.xlarge/on-demand", 0.20012),
      ("sagemaker/us-east-1/ml.g5.xlarge/on-demand", 1.4084),
      ("bedrock/us-east-1/llama-3.2-1b/output", 0.0000001),
      ("cloudwatch/us-east-1/get-metric-data", 0.00001),
    ])
  func figures(item: String, expected: Double) throws {
    #expect(abs(try usd(item) - expected) <= 1e-12 * expected)
  }

  @Test("terms nobody published are derived from on-demand, and say so")
  func derivations() throws {
    let derived = try #require(book.entries[try key("ec2/us-east-1/c8g.xlarge/compute-sp-1yr")])
    #expect(derived.status == .derived)
    #expect(abs(derived.tiers[0].usd - 0.15952 * 0.734) < 1e-12)
    let weak = try #require(book.entries[try key("ec2/us-east-1/c9g.xlarge/ri-3yr")])
    #expect(weak.status == .unverified)
    let read = try #require(book.entries[try key("ec2/us-east-1/m7g.large/compute-sp-3yr")])
    #expect(read.status == .verified)
    #expect(read.tiers[0].usd == 0.0414)
  }

  @Test("every EC2 price belongs to a known size, and every size has a price in us-east-1")
  func sizes() {
    let known = Set(book.instances.map(\.name))
    let priced = book.entries.keys.filter { $0.service == "ec2" }
      .map { String($0.item.prefix { $0 != "/" }) }
    #expect(Set(priced).subtracting(known).isEmpty)
    let sold = Set(
      book.entries.keys.filter { $0.service == "ec2" && $0.region == "us-east-1" }
        .map { String($0.item.prefix { $0 != "/" }) })
    #expect(known.subtracting(sold).isEmpty)
  }

  @Test("the Managed Instances fee of c7g.xlarge is $0.02175 and of c7i.xlarge $0.026775 an hour")
  func managedInstancesFee() throws {
    let fee = try usd("lambda/us-east-1/managed-instances/fee")
    #expect(abs(try usd("ec2/us-east-1/c7g.xlarge/on-demand") * fee - 0.02175) < 1e-12)
    #expect(abs(try usd("ec2/us-east-1/c7i.xlarge/on-demand") * fee - 0.026775) < 1e-12)
  }

  @Test("one c8g.xlarge against one busy 10,240 MB arm function breaks even at 33.2 %")
  func breakEven() throws {
    let lambda = try usd("lambda/us-east-1/duration/arm64") * 10 * 3600
    #expect(abs(try usd("ec2/us-east-1/c8g.xlarge/on-demand") / lambda - 0.332) < 0.0005)
  }

  @Test("an override replaces a figure and escapes the private discount")
  func overrides() throws {
    let name = try key("ec2/us-east-1/c8g.xlarge/on-demand")
    let mine = try book.applying(discount: Ratio(0.05), overrides: [name: USD(0.15)])
    let price: Price<Hours> = try mine.price(name)
    #expect(price == Price(0.15))
    let other: Price<Hours> = try mine.price(key("ec2/us-east-1/m8g.xlarge/on-demand"))
    #expect(abs(other.perUnit.value - 0.17952 * 0.95) < 1e-12)
  }

  @Test("a missing price and a wrong unit are errors that name the item")
  func missing() throws {
    let absent = try key("lambda/mars-1/duration/arm64")
    #expect(throws: PriceBookError.missing(absent)) {
      try book.tieredPrice(absent, per: GBSeconds.self)
    }
    let hourly = try key("ec2/us-east-1/c8g.xlarge/on-demand")
    #expect(throws: PriceBookError.wrongUnit(hourly, found: "hour", expected: "request")) {
      try book.price(hourly, per: Requests.self)
    }
  }
}
