import ArgumentParser
import CostModel
import Foundation
import Pricing
import Reporting
import Testing

@testable import costctl

@Suite("Catalogues that updates left")
struct CatalogueFolderTests {
  private let place: Executable.Folder
  private let folder: CatalogueFolder

  init() throws {
    place = try Executable.Folder()
    folder = CatalogueFolder(path: place.url.appending(path: "pricing").path)
  }

  private static let first = Instant(epochSeconds: 1_795_824_000)
  private static let second = first.advanced(by: 7 * 86_400)

  private func edition(
    on day: Instant, _ usd: Double = 0.1, region: String = "eu-west-1", version: String = "1"
  ) -> CatalogueEdition {
    let key = PriceKey(service: "ec2", region: region, item: "c8g.large/on-demand")
    return CatalogueEdition(
      file: folder.file(of: region, on: day), region: region, published: day,
      offers: [.ec2: version],
      entries: [
        PriceEntry(
          key: key, unit: "hour", tiers: [PriceTier(from: 0, usd: usd)], effective: day.day,
          source: "a \"list\" of \u{e9}\n", status: .verified, note: "noted")
      ])
  }

  @Test("every catalogue that comes with the program reads back as it was written, to the last bit")
  func roundTrip() throws {
    for bundled in try Catalogue.bundledEditions() {
      let read = try Catalogue.edition(bundled.json, file: bundled.file)
      #expect(
        read.entries.sorted { $0.key < $1.key } == bundled.entries.sorted { $0.key < $1.key })
      #expect(read.region == bundled.region && read.published == bundled.published)
    }
  }

  @Test("what is kept is found again; without a folder there is nothing")
  func kept() throws {
    #expect(try folder.editions().isEmpty)
    let edition = edition(on: Self.first)
    try folder.keep(edition, inPlaceOf: nil)
    #expect(try folder.editions() == [edition])
  }

  @Test("the newest of each region is in force, and older ones stay as history")
  func newest() throws {
    try folder.keep(edition(on: Self.first), inPlaceOf: nil)
    try folder.keep(edition(on: Self.second, 0.2, version: "2"), inPlaceOf: edition(on: Self.first))
    try folder.keep(edition(on: Self.first, region: "us-east-1"), inPlaceOf: nil)
    #expect(try folder.editions().map(\.region) == ["eu-west-1", "us-east-1"])
    #expect(try folder.editions()[0].entries[0].tiers[0].usd == 0.2)
    #expect(
      try place.entriesOf("pricing") == [
        "eu-west-1.2026-11-28.json", "eu-west-1.2026-12-05.json", "us-east-1.2026-11-28.json",
      ])
  }

  @Test("where only the day moved on, the older file goes")
  func dated() throws {
    try folder.keep(edition(on: Self.first), inPlaceOf: nil)
    try folder.keep(edition(on: Self.second), inPlaceOf: edition(on: Self.first))
    #expect(try place.entriesOf("pricing") == ["eu-west-1.2026-12-05.json"])
  }

  @Test("a name that is none of ours is passed over; a damaged or a foreign file is not")
  func foreign() throws {
    try folder.keep(edition(on: Self.first), inPlaceOf: nil)
    for name in [
      "notes.json", "eu-west-1.json", "eu-west-1.2026-13-01.json",
      "eu-west-1.2026-12-05.json.1.tmp",
    ] {
      try place.write("{}", to: "pricing/\(name)")
    }
    #expect(try folder.editions().count == 1)
    try place.write("{}", to: "pricing/eu-west-1.2026-12-05.json")
    #expect(throws: CatalogueError.self) { try folder.editions() }
    try place.write(
      String(decoding: edition(on: Self.first).json, as: UTF8.self),
      to: "pricing/eu-west-1.2026-12-05.json")
    try place.write(
      String(decoding: edition(on: Self.first).json, as: UTF8.self),
      to: "pricing/eu-north-1.2026-12-05.json")
    #expect(
      throws: CatalogueFolderError.foreign(
        path: "\(folder.path)/eu-north-1.2026-12-05.json", region: "eu-west-1")
    ) { try folder.editions() }
  }

  @Test("an updated price is in force in every command, and an override beats it")
  func inForce() throws {
    let key = try #require(PriceKey("ec2/eu-west-1/c8g.large/on-demand"))
    let data = place.url.appending(path: "data")
    let kept = CatalogueFolder(path: data.appending(path: "costctl/pricing").path)
    try kept.keep(edition(on: Self.first, 0.77).moved(to: kept), inPlaceOf: nil)
    try place.write(
      "pricing: { edp_discount: 0.5, overrides: { \"ec2/eu-west-1/c8g.xlarge/on-demand\": 0.3 } }\n",
      to: "costctl.yaml")
    let session = try Session(
      try GlobalOptions.parse([]),
      in: Surroundings(
        environment: ["XDG_DATA_HOME": data.path], clock: Self.first,
        currentDirectory: place.url.path, outputIsTerminal: false, outputWidth: nil))
    let prices = try session.prices()
    #expect(prices.entries[key]?.tiers == [PriceTier(from: 0, usd: 0.77)])
    #expect(try prices.price(key, per: Hours.self).perUnit == USD(0.385))
    let other = try #require(PriceKey("ec2/eu-west-1/c8g.xlarge/on-demand"))
    #expect(try prices.price(other, per: Hours.self).perUnit == USD(0.3))
    let catalogue = try #require(try session.catalogues().first { $0.region == "eu-west-1" })
    #expect(catalogue.listed.file?.hasSuffix("eu-west-1.2026-11-28.json") == true)
    #expect(try session.catalogues().count == Catalogue.bundledEditions().count)
    // What the offer that was read does not list has gone with it.
    let gone = try #require(PriceKey("ec2/eu-west-1/c7g.large/on-demand"))
    #expect(try Catalogue.bundled().entries[gone] != nil && prices.entries[gone] == nil)
  }
}

extension CatalogueEdition {
  fileprivate func moved(to folder: CatalogueFolder) -> CatalogueEdition {
    CatalogueEdition(
      file: folder.file(of: region, on: published), region: region, published: published,
      offers: offers, entries: entries)
  }
}

extension Executable.Folder {
  fileprivate func entriesOf(_ name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.appending(path: name).path).sorted()
  }
}
