import CostModel
import Pricing
import Testing

@Suite("Catalogue editions")
struct CatalogueEditionTests {
  @Test("each bundled file prices its own region, and no region twice")
  func regions() throws {
    let editions = try Catalogue.bundledEditions()
    #expect(
      editions.map(\.region) == [
        "ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "eu-central-1",
        "eu-north-1", "eu-west-1", "eu-west-2", "us-east-1", "us-east-2", "us-west-2",
      ])
    for edition in editions {
      #expect(edition.file == "\(edition.region).json")
      #expect(edition.entries.allSatisfy { $0.key.region == edition.region })
    }
  }

  @Test("an edition's age is counted from the day it was published")
  func age() throws {
    let edition = try #require(Catalogue.bundledEditions().first)
    #expect(edition.published.iso8601 == "2026-11-23T00:00:00Z")
    let later = edition.published.advanced(by: 36 * 3600)
    #expect(edition.age(at: later) == .seconds(36 * 3600))
    #expect(edition.age(at: edition.published.advanced(by: -60)) == .zero)
  }

  private func edition(_ text: String) throws -> CatalogueEdition {
    try Catalogue.edition(Array(text.utf8), file: "newer.json")
  }

  @Test("an edition says which versions of which offers it was read from")
  func offers() throws {
    let text = CatalogueFaultTests.sound.replacing(
      #""sources""#, with: #""offers": {"AmazonEC2": "20261120"}, "sources""#)
    #expect(try edition(text).offers == [.ec2: "20261120"])
    #expect(try edition(CatalogueFaultTests.sound).offers.isEmpty)
    let error = #expect(throws: CatalogueError.self) {
      try edition(text.replacing("AmazonEC2", with: "AmazonEC3"))
    }
    #expect(error?.description.contains("AmazonEC3") == true)
  }

  @Test("a price of an instance type nobody described is refused")
  func undescribed() throws {
    let edition = try Catalogue.edition(
      Array(
        CatalogueFaultTests.sound.replacing("c8g.", with: "c99g.")
          .replacing(#"["c8g"]"#, with: #"["c99g"]"#).utf8), file: "newer.json")
    let error = #expect(throws: CatalogueError.self) {
      try Catalogue.book(of: [edition])
    }
    #expect(
      error?.description
        == "newer.json: ec2/eu-west-9/c99g.large/on-demand prices an instance type that instances.json does not describe"
    )
  }

  @Test("two editions of one region are refused")
  func doubled() throws {
    let edition = try #require(Catalogue.bundledEditions().first)
    #expect(throws: PriceBookError.self) { try Catalogue.book(of: [edition, edition]) }
  }
}
