import CostModel
import Foundation
import Reporting
import TestSupport
import Testing

@Suite("Reports about prices")
struct PricingReportTests {
  private static func entry(
    _ key: String, _ tiers: [Double: Double], _ status: PriceStatus = .verified,
    effective: String = "2025-11-01", source: String = "a list"
  ) throws -> PriceEntry {
    let key = try #require(PriceKey(key))
    return PriceEntry(
      key: key, unit: try #require(key.unit),
      tiers: tiers.sorted { $0.key < $1.key }.map { PriceTier(from: $0.key, usd: $0.value) },
      effective: effective, source: source, status: status,
      note: status == .verified ? nil : "=cmd|' /C calc'!A0 \u{1B}[31m")
  }

  private static func edition(_ entries: [PriceEntry]) -> CatalogueEdition {
    CatalogueEdition(
      file: "us-east-1.json", region: "us-east-1", published: Instant(epochSeconds: 0),
      entries: entries)
  }

  /// One region with a difference of each kind, one that is current, one that failed.
  private static func update() throws -> PriceUpdateReport {
    let bundled = edition([
      try entry("lambda/us-east-1/duration/arm64", [0: 1.4e-5, 7.5e9: 1.20001e-5]),
      try entry("lambda/us-east-1/request/arm64", [0: 2e-7], .derived),
      try entry("lambda/us-east-1/durable/operation", [0: 8e-6], .unverified),
      try entry("lambda/us-east-1/streaming", [0: 0.008]),
    ])
    let reading = OfferReading(
      offer: .lambda, version: "20261120002359",
      entries: [
        try entry("lambda/us-east-1/duration/arm64", [0: 1.33334e-5, 7.5e9: 1.20001e-5]),
        try entry("lambda/us-east-1/request/arm64", [0: 2e-7]),
        try entry("lambda/us-east-1/snapstart/cache", [0: 1.5046e-6]),
      ],
      untaken: [
        OfferReading.Untaken(
          key: try #require(PriceKey("lambda/us-east-1/streaming")),
          reason: "listed per 'Bushels', a unit that is not known for it")
      ], unknownUsageTypes: ["Lambda-Web-Request-ARM"], bytes: 676_000)
    let day = Instant(epochSeconds: 1_795_824_000)
    func update(_ readings: [OfferReading], _ current: [PriceListOffer: String]) -> PriceUpdate {
      PriceUpdate(
        region: "us-east-1", file: "/data/us-east-1.2026-11-28.json", readings: readings,
        current: current, bundled: bundled, updated: nil, on: day)
    }
    return PriceUpdateReport(regions: [
      PriceUpdateReport.Region(
        name: "us-east-1", outcome: .updated(file: "/data/us-east-1.2026-11-28.json"),
        update: update([reading], [.cloudWatch: "20261101"])),
      PriceUpdateReport.Region(
        name: "eu-west-1", outcome: .current(file: "/data/eu-west-1.2026-11-28.json"),
        update: update([], [.lambda: "20261120002359"])),
      PriceUpdateReport.Region(
        name: "eu-west-9", outcome: .failed(reason: "AmazonEC2 1, eu-west-9, line 7: \u{1B}[31m"),
        update: nil),
    ])
  }

  private static func audit() throws -> PriceAudit {
    let entries = [
      try entry("ec2/us-east-1/c8g.xlarge/ri-3yr", [0: 0.07], .unverified),
      try entry("ec2/us-east-1/c8g.xlarge/on-demand", [0: 0.16], effective: "2025-01-01"),
      try entry("lambda/us-east-1/duration/arm64", [0: 1.33334e-5, 7.5e9: 1.20001e-5]),
      try entry("lambda/us-east-1/request/arm64", [0: 2e-7], .derived),
    ]
    let book = try PriceBook(entries: entries, instances: [], lambdaFreeTier: .none)
    return PriceAudit(
      book, architectures: ["us-east-1": [.arm64]], asOf: SampleFleet.generatedAt,
      maximumAge: .days(90))
  }

  @Test("updates and verdicts look as accepted in every format", arguments: OutputFormat.allCases)
  func everyFormat(format: OutputFormat) throws {
    let context = RenderContext(generatedAt: SampleFleet.generatedAt)
    try expectGolden(
      try Self.update().rendered(as: format, in: context), "pricing-update.\(format.rawValue)")
    try expectGolden(
      try Self.audit().rendered(as: format, in: context), "pricing-verify.\(format.rawValue)")
  }

  @Test("with every detail each price is named")
  func verbose() throws {
    let context = RenderContext(
      generatedAt: SampleFleet.generatedAt, color: true, width: 100, verbose: true)
    let tables =
      try Self.update().rendered(as: .table, in: context)
      + Self.audit().rendered(as: .table, in: context)
    try expectGolden(tables, "pricing-verbose.100-columns")
  }

  @Test("what is in force is told beside the prices")
  func origins() throws {
    let published = Instant(epochSeconds: 1_767_225_600)
    let listing = PriceListing(
      entries: SampleFleet.prices, asOf: SampleFleet.generatedAt,
      catalogues: [
        PriceListing.Catalogue(
          region: "us-east-1", published: published, file: "/data/us-east-1.2026-01-01.json",
          offers: [.lambda: "2026", .ec2: "2025"]),
        PriceListing.Catalogue(region: "eu-west-1", published: published, file: nil, offers: [:]),
        PriceListing.Catalogue(region: "eu-west-2", published: published, file: nil, offers: [:]),
      ])
    let context = RenderContext(generatedAt: SampleFleet.generatedAt)
    let table = String(decoding: listing.rendered(as: .table, in: context), as: UTF8.self)
    #expect(
      table.hasSuffix(
        """

        in force
          us-east-1: updated 2026-01-01, 19 days old, AWSLambda 2026, AmazonEC2 2025: /data/us-east-1.2026-01-01.json
          eu-west-1, eu-west-2: built in, published 2026-01-01, 19 days old

        """))
    let json = try JSONSerialization.jsonObject(
      with: Data(listing.rendered(as: .json, in: context)))
    let catalogues = try #require((json as? [String: Any])?["catalogues"] as? [[String: Any]])
    #expect(catalogues.map { $0["origin"] as? String } == ["updated", "bundled", "bundled"])
    #expect(
      catalogues[0]["offers"] as? [String: String] == ["AWSLambda": "2026", "AmazonEC2": "2025"])
    #expect(catalogues[1]["file"] is NSNull)
  }
}
