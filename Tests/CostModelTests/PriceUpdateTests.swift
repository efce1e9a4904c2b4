import CostModel
import Testing

@Suite("What an update changes")
struct PriceUpdateTests {
  static let day = Instant(epochSeconds: 1_795_824_000)

  static func entry(
    _ item: String, _ usd: Double, service: String = "ec2", status: PriceStatus = .verified,
    source: String = "somewhere", effective: String = "2026-01-01"
  ) -> PriceEntry {
    let key = PriceKey(service: service, region: "eu-west-9", item: item)
    return PriceEntry(
      key: key, unit: key.unit ?? "hour", tiers: [PriceTier(from: 0, usd: usd)],
      effective: effective, source: source, status: status,
      note: status == .verified ? nil : "a note")
  }

  static func edition(_ entries: [PriceEntry], offers: [PriceListOffer: String] = [:])
    -> CatalogueEdition
  {
    CatalogueEdition(
      file: "f", region: "eu-west-9", published: Instant(epochSeconds: 0), offers: offers,
      entries: entries)
  }

  private func update(
    _ readings: [OfferReading], current: [PriceListOffer: String] = [:],
    bundled: [PriceEntry] = [], updated: CatalogueEdition? = nil
  ) -> PriceUpdate {
    PriceUpdate(
      region: "eu-west-9", file: "new.json", readings: readings, current: current,
      bundled: Self.edition(bundled), updated: updated, on: Self.day)
  }

  private func items(_ edition: CatalogueEdition) -> [String: Double] {
    Dictionary(
      uniqueKeysWithValues: edition.entries.map { ($0.key.item, $0.tiers[0].usd) })
  }

  @Test("what the offer no longer lists is gone; what it does not decide stands")
  func gone() {
    let bundled = Self.edition([
      Self.entry("c8g.large/on-demand", 1), Self.entry("c8g.large/ri-1yr", 2),
      Self.entry("c8g.large/compute-sp-1yr", 3),
      Self.entry("nova/input", 4, service: "bedrock"),
      Self.entry("managed-instances/fee", 0.15, service: "lambda"),
    ])
    let newer = Self.edition(
      [Self.entry("c8g.large/on-demand", 5)],
      offers: [.ec2: "v", .bedrock: "v", .lambda: "v"])
    #expect(
      items(bundled.overlaid(by: newer)) == [
        "c8g.large/on-demand": 5, "c8g.large/compute-sp-1yr": 3, "nova/input": 4,
        "managed-instances/fee": 0.15,
      ])
  }

  @Test(
    "each price is decided by one offer",
    arguments: [
      ("lambda", "duration/arm64", PriceListOffer.lambda),
      ("lambda", "savings-plan/duration/arm64/no-upfront", .computePlans),
      ("ec2", "c8g.large/on-demand", .ec2), ("ec2", "c8g.large/ri-3yr-all-upfront", .ec2),
      ("ec2", "c8g.large/compute-sp-3yr", .computePlans),
      ("ec2", "c8g.large/ec2-sp-1yr", .computePlans),
      ("sagemaker", "ml.c8g.large/on-demand", .sageMaker),
      ("sagemaker", "ml.c8g.large/ml-sp-1yr", .machineLearningPlans),
      ("cloudwatch", "get-metric-data", .cloudWatch),
    ])
  func decided(service: String, item: String, offer: PriceListOffer) {
    let key = PriceKey(service: service, region: "eu-west-9", item: item)
    #expect(PriceListOffer.allCases.filter { $0.settles(key) } == [offer])
  }

  @Test(
    "no offer takes away what the model does not read from it",
    arguments: [
      "lambda/eu-west-9/managed-instances/fee", "lambda/eu-west-9/something/new",
      "bedrock/eu-west-9/nova-micro/input", "s3/eu-west-9/standard/put",
    ])
  func undecided(key: String) throws {
    let key = try #require(PriceKey(key))
    #expect(!PriceListOffer.allCases.contains { $0.settles(key) })
  }

  @Test("a reading lays its prices over those that come with the program, and says what moved")
  func reading() {
    let reading = OfferReading(
      offer: .ec2, version: "v2",
      entries: [
        Self.entry("c8g.large/on-demand", 0.11), Self.entry("c8g.xlarge/on-demand", 0.2),
        Self.entry("c8g.large/ri-1yr", 0.07),
      ], bytes: 1)
    let update = update(
      [reading],
      bundled: [
        Self.entry("c8g.large/on-demand", 0.1),
        Self.entry("c8g.large/ri-1yr", 0.07, status: .derived),
        Self.entry("c8g.large/ri-3yr", 0.05, status: .unverified),
      ])
    #expect(update.changes.changes.map(\.kind) == [.changed, .gone, .added])
    #expect(abs((update.changes.changes[0].share?.value ?? 0) - 0.1) < 1e-12)
    #expect(update.changes.confirmed == 1 && update.changes.unchanged == 0)
    #expect(update.edition.offers == [.ec2: "v2"] && update.edition.file == "new.json")
    #expect(update.edition.published == Self.day)
    #expect(update.edition.entries.map(\.key) == update.edition.entries.map(\.key).sorted())
  }

  @Test("what could not be taken stays as it was, and is kept so that it does not go")
  func untaken() {
    let old = Self.entry("metric-stream", 3e-6, service: "cloudwatch", source: "a bill")
    let reading = OfferReading(
      offer: .cloudWatch, version: "v",
      entries: [Self.entry("get-metric-data", 1e-5, service: "cloudwatch")],
      untaken: [OfferReading.Untaken(key: old.key, reason: "listed per 'bushel'")], bytes: 1)
    let update = update([reading], bundled: [old])
    #expect(update.edition.entries.contains(old))
    #expect(update.changes.changes.map(\.kind) == [.added])
  }

  @Test("a version that is still current dates its prices anew, and no others")
  func current() {
    let source = PriceListOffer.ec2.source(version: "v1", region: "eu-west-9")
    let updated = Self.edition(
      [
        Self.entry("c8g.large/on-demand", 1, source: source),
        Self.entry("nova/input", 2, service: "bedrock", source: "elsewhere"),
      ], offers: [.ec2: "v1", .bedrock: "v1"])
    let update = update([], current: [.ec2: "v1"], updated: updated)
    let days = Dictionary(
      uniqueKeysWithValues: update.edition.entries.map { ($0.key.service, $0.effective) })
    #expect(days == ["ec2": "2026-11-28", "bedrock": "2026-01-01"])
    #expect(update.changes.changes.isEmpty && update.changes.unchanged == 2)
    #expect(update.edition.offers == updated.offers)
  }

  @Test("an update of one offer keeps what an earlier one brought of the others")
  func accumulated() {
    let updated = Self.edition([Self.entry("c8g.large/on-demand", 1)], offers: [.ec2: "v1"])
    let reading = OfferReading(
      offer: .lambda, version: "v2",
      entries: [Self.entry("request/arm64", 2e-7, service: "lambda")], bytes: 1)
    let edition = update([reading], updated: updated).edition
    #expect(edition.offers == [.ec2: "v1", .lambda: "v2"])
    #expect(items(edition) == ["c8g.large/on-demand": 1, "request/arm64": 2e-7])
  }

  @Test("the fee of Managed Instances is the dearest type's hours over its on-demand price: 15 %")
  func fee() throws {
    let prices = [
      Self.entry("c7g.medium/on-demand", 0.0363), Self.entry("c7g.xlarge/on-demand", 0.145),
      Self.entry("c8g.xlarge/on-demand", 0.9, status: .unverified),
    ]
    let hours = ["c7g.medium": 0.00545, "c7g.xlarge": 0.02175, "c8g.xlarge": 9, "c5.large": 1]
    let found = try #require(ManagementFee(hours: hours).share(of: prices))
    #expect(found.share == Ratio(0.15) && found.instance == "c7g.xlarge")
    #expect(
      ManagementFee(hours: ["c7g.medium": 0.01, "c7g.xlarge": 0.02175]).share(of: prices) == nil)
    #expect(ManagementFee(hours: ["c5.large": 1]).share(of: prices) == nil)
    let reading = OfferReading(
      offer: .lambda, version: "v", entries: [], managementFee: ManagementFee(hours: hours),
      bytes: 1)
    #expect(items(update([reading], bundled: prices).edition) == ["managed-instances/fee": 0.15])
  }

  @Test("steps and units are compared too, and binary noise is no change")
  func figures() {
    func tiers(_ steps: (Double, Double)...) -> PriceEntry {
      PriceEntry(
        key: PriceKey(service: "lambda", region: "r", item: "duration/arm64"), unit: "GB-second",
        tiers: steps.map { PriceTier(from: $0.0, usd: $0.1) }, effective: "2026-01-01", source: "s",
        status: .verified)
    }
    let old = tiers((0, 3), (10, 2))
    func share(_ new: PriceEntry) -> Double?? {
      let changes = PriceChanges(from: [old], to: [new])
      return changes.changes.first.map { $0.share?.value }
    }
    #expect(share(tiers((0, 3 * (1 + 1e-12)), (10, 2))) == .none)
    #expect(share(tiers((0, 3), (10, 1))) == .some(-0.5))
    #expect(share(tiers((0, 3), (20, 2))) == .some(nil))
    #expect(share(tiers((0, 3))) == .some(nil))
  }
}
