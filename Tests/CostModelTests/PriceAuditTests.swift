import CostModel
import Pricing
import Testing

@Suite("Which prices to doubt")
struct PriceAuditTests {
  private static let now = Instant(epochSeconds: 1_795_824_000)

  private func audit(
    _ entries: [PriceEntry], _ architectures: Set<Architecture> = [], maximumAge: Double = 90,
    overrides: [PriceKey: USD] = [:]
  ) throws -> PriceAudit {
    let book = try PriceBook(entries: entries, instances: [], lambdaFreeTier: .none)
      .applying(discount: .zero, overrides: overrides)
    return PriceAudit(
      book, architectures: ["eu-west-9": architectures], asOf: Self.now,
      maximumAge: .days(maximumAge))
  }

  private func entry(_ item: String, _ status: PriceStatus, _ effective: String) -> PriceEntry {
    PriceUpdateTests.entry(item, 1, status: status, effective: effective)
  }

  @Test(
    "a price is stale on the day after the last allowed, whatever its standing",
    arguments: [("2026-08-30", 0), ("2026-08-29", 1), ("2027-01-01", 0), ("-", 0)])
  func stale(effective: String, count: Int) throws {
    let audit = try audit([entry("c8g.large/on-demand", .verified, effective)])
    #expect(audit.count(.stale) == count && audit.items.count == count)
  }

  @Test("a price may be old and doubtful at once; one finding for each")
  func several() throws {
    let audit = try audit([
      entry("a.large/on-demand", .unverified, "2025-01-01"),
      entry("b.large/on-demand", .derived, "2026-11-27"),
      entry("c.large/on-demand", .verified, "2026-11-27"),
    ])
    #expect(audit.items.map(\.finding) == [.stale, .unverified, .derived])
    #expect(audit.items.map(\.key.item).prefix(2) == ["a.large/on-demand", "a.large/on-demand"])
    #expect(audit.items[2].ageInDays == 1 && audit.examined == 3)
  }

  @Test("the user's own figures and other regions are not judged")
  func ownFigures() throws {
    let doubtful = entry("c8g.large/on-demand", .unverified, "2020-01-01")
    #expect(try audit([doubtful], overrides: [doubtful.key: USD(2)]).items.isEmpty)
    let book = try PriceBook(entries: [doubtful], instances: [], lambdaFreeTier: .none)
    let other = PriceAudit(
      book, architectures: ["us-east-1": []], asOf: Self.now, maximumAge: .days(1))
    #expect(other.items.isEmpty && other.examined == 0)
  }

  @Test("workloads in a region without prices miss all that a decision looks up")
  func missing() throws {
    let missing = try audit([], [.arm64]).items.filter { $0.finding == .missing }.map(\.key)
    for item in ["duration/arm64", "request/arm64", "durable/retained", "managed-instances/fee"] {
      #expect(missing.contains(LambdaRates.key(item, "eu-west-9")))
    }
    #expect(!missing.contains(LambdaRates.key("duration/x86_64", "eu-west-9")))
    #expect(missing.contains(PriceKey(service: "ec2", region: "eu-west-9", item: "*/ri-3yr")))
    #expect(try audit([]).items.isEmpty, "nothing is missing where no workload is known")
  }

  @Test("one size with a term is enough for the term")
  func anySize() throws {
    let audit = try audit([entry("c8g.large/ri-3yr", .verified, "2026-11-27")], [.arm64])
    #expect(!audit.items.contains { $0.key.item == "*/ri-3yr" })
    #expect(audit.items.contains { $0.key.item == "*/ri-1yr" })
  }

  @Test("us-east-1 as it comes with the program misses nothing")
  func bundled() throws {
    let audit = PriceAudit(
      try Catalogue.bundled(), architectures: ["us-east-1": Set(Architecture.allCases)],
      asOf: Self.now, maximumAge: .days(90))
    #expect(audit.count(.missing) == 0)
    #expect(audit.count(.unverified) > 100)
  }
}
