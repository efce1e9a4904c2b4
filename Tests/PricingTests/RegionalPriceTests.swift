import CostModel
import Pricing
import Testing

@Suite("Regional prices")
struct RegionalPriceTests {
  let book: PriceBook

  init() throws { book = try Catalogue.bundled() }

  @Test(
    "an instance costs what its region's list says",
    arguments: [
      ("eu-west-1/c8g.xlarge", 0.17056), ("eu-central-1/m8g.xlarge", 0.21508),
      ("eu-north-1/r8g.xlarge", 0.25058), ("eu-west-2/c8g.xlarge", 0.18888),
      ("ap-northeast-1/c7g.4xlarge", 0.7277), ("ap-northeast-1/c7g.8xlarge", 1.4554),
      ("ap-northeast-1/c7g.xlarge", 0.1819),
      ("eu-west-2/c7g.4xlarge", 0.6869), ("ap-southeast-1/c7g.large", 0.0833),
      ("ap-northeast-1/c9g.xlarge", 0.21812), ("ap-northeast-2/m7g.large", 0.1003),
      ("ap-south-1/c8g.xlarge", 0.10796), ("us-east-2/c8g.xlarge", 0.15896),
      ("us-west-2/c9g.2xlarge", 0.34776),
    ])
  func onDemand(instance: String, hourly: Double) throws {
    let key = try #require(PriceKey("ec2/\(instance)/on-demand"))
    #expect(try book.price(key, per: Hours.self).perUnit == USD(hourly))
    #expect(book.status(key) == .verified)
  }

  @Test("every size is within 0.2 % of the xlarge price per vCPU, so no digit was misplaced")
  func linear() throws {
    let vcpus = Dictionary(uniqueKeysWithValues: book.instances.map { ($0.name, $0.vcpus.value) })
    let families = Set(book.instances.filter { $0.kind == .cpu }.map(\.family))
    for entry in book.entries.values
    where entry.key.service == "ec2" && entry.key.item.hasSuffix("/on-demand") {
      let name = entry.key.item.replacing("/on-demand", with: "")
      let family = String(name.prefix { $0 != "." })
      guard families.contains(family) else { continue }
      let whole = PriceKey(
        service: "ec2", region: entry.key.region, item: "\(family).xlarge/on-demand")
      guard let base = book.entries[whole] else { continue }
      let expected = try base.tiers[0].usd / 4 * #require(vcpus[name])
      #expect(abs(entry.tiers[0].usd / expected - 1) < 0.002, "\(entry.key)")
    }
  }

  @Test("every commitment costs less than on-demand, and three years less than one")
  func discounts() throws {
    let terms = ["compute-sp", "ri", "ec2-sp"]
    var seen = 0
    for entry in book.entries.values where entry.key.item.hasSuffix("/on-demand") {
      guard entry.key.service == "ec2" else { continue }
      let stem = entry.key.item.replacing("/on-demand", with: "")
      func hourly(_ term: String) -> Double? {
        book.entries[
          PriceKey(service: "ec2", region: entry.key.region, item: "\(stem)/\(term)")]?.tiers[0].usd
      }
      for term in terms {
        guard let one = hourly("\(term)-1yr") else { continue }
        seen += 1
        #expect(one < 0.75 * entry.tiers[0].usd && one > 0.6 * entry.tiers[0].usd, "\(entry.key)")
        if let three = hourly("\(term)-3yr") { #expect(three < one, "\(entry.key)") }
      }
    }
    #expect(seen > 800)
  }

  @Test(
    "a region has no price that no source gives",
    arguments: [
      "lambda/eu-central-1/snapstart/cache", "lambda/eu-west-1/durable/operation",
      "lambda/eu-central-1/provisioned/configured/arm64", "ec2/ap-northeast-2/c8g.xlarge/on-demand",
    ])
  func absent(key: String) throws {
    let key = try #require(PriceKey(key))
    #expect(throws: PriceBookError.missing(key)) { try book.tieredPrice(key, per: Hours.self) }
  }

  @Test(
    "tiers carried over from us-east-1 are derived, regions without a source unverified",
    arguments: [
      ("eu-west-1", PriceStatus.derived), ("ap-northeast-2", .derived), ("us-west-2", .unverified),
    ])
  func carried(region: String, status: PriceStatus) throws {
    #expect(try book.status(#require(PriceKey("lambda/\(region)/duration/arm64"))) == status)
  }

  @Test("SnapStart costs 22 % more in Seoul than in Tokyo")
  func seoul() throws {
    let seoul = try book.price(
      #require(PriceKey("lambda/ap-northeast-2/snapstart/cache")), per: GBSeconds.self)
    let tokyo = try book.price(
      #require(PriceKey("lambda/ap-northeast-1/snapstart/cache")), per: GBSeconds.self)
    #expect(abs(seoul.perUnit / tokyo.perUnit - 1.2218) < 0.0001)
  }
}
