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

  @Test("a newer edition replaces its region and leaves the others")
  func replacement() throws {
    let bundled = try Catalogue.bundled()
    let newer = try Catalogue.edition(
      Array(
        CatalogueFaultTests.sound.replacing("eu-west-9", with: "eu-west-1")
          .replacing("0.16", with: "0.99").utf8), file: "newer.json")
    let book = try Catalogue.book(replacing: [newer])
    let key = try #require(PriceKey("ec2/eu-west-1/c8g.xlarge/on-demand"))
    #expect(try book.price(key, per: Hours.self).perUnit == USD(0.99))
    #expect(book.entries.values.filter { $0.key.region == "eu-west-1" }.count == 5)
    #expect(
      book.entries.filter { $0.key.region != "eu-west-1" }
        == bundled.entries.filter { $0.key.region != "eu-west-1" })
  }

  @Test("a price of an instance type nobody described is refused")
  func undescribed() throws {
    let edition = try Catalogue.edition(
      Array(
        CatalogueFaultTests.sound.replacing("c8g.", with: "c99g.")
          .replacing(#"["c8g"]"#, with: #"["c99g"]"#).utf8), file: "newer.json")
    let error = #expect(throws: CatalogueError.self) {
      try Catalogue.book(replacing: [edition])
    }
    #expect(
      error?.description
        == "newer.json: ec2/eu-west-9/c99g.large/on-demand prices an instance type that instances.json does not describe"
    )
  }

  @Test("two editions of one region are refused")
  func doubled() throws {
    let edition = try #require(Catalogue.bundledEditions().first)
    #expect(throws: PriceBookError.self) { try Catalogue.book(replacing: [edition, edition]) }
  }
}
