import CostModel
import Pricing
import Testing

@Suite("Faults in a catalogue file")
struct CatalogueFaultTests {
  private func read(
    unit: String = "hour", date: String = "2026-09-01", source: String = "S",
    status: String = "verified", price: String = "\"0.1\"", more: String = ""
  ) throws -> [PriceEntry] {
    let json = """
      {"provider": "aws", "region": "r1", "sources": {"S": "somewhere"}, "groups": [
        {"service": "ec2", "unit": "\(unit)", "effective": "\(date)", "source": "\(source)",
         "status": "\(status)", "prices": {"x.large/on-demand": \(price)}}\(more)
      ], "derivations": []}
      """
    return try Catalogue.entries(Array(json.utf8), file: "r1.json", instances: [])
  }

  private static let item = "ec2/r1/x.large/on-demand"

  @Test("a sound file is read")
  func sound() throws {
    let entry = try #require(try read().first)
    #expect(entry.key.description == Self.item)
    #expect(entry.tiers == [PriceTier(from: 0, usd: 0.1)])
    #expect(entry.source == "somewhere")
  }

  @Test(
    "a price that is no plain decimal is refused by name",
    arguments: ["", "abc", "-1", "1e3", "nan", "0x10", "1,5"])
  func badDecimal(text: String) {
    #expect(throws: CatalogueError.badDecimal(file: "r1.json", item: Self.item, text: text)) {
      try read(price: "\"\(text)\"")
    }
  }

  @Test(
    "tiers that do not start at zero and ascend are refused",
    arguments: [
      #"[["1","0.1"]]"#, #"[["0","0.1"],["0","0.2"]]"#, #"[["0","0.1"],["9","0.2"],["5","0.3"]]"#,
      #"[["0"]]"#, "[]",
    ])
  func badTiers(rows: String) {
    #expect(throws: CatalogueError.badTiers(file: "r1.json", item: Self.item)) {
      try read(price: rows)
    }
  }

  @Test("an unknown unit, source, date or a doubled item is refused by name")
  func others() {
    #expect(throws: CatalogueError.unknownUnit(file: "r1.json", item: Self.item, unit: "fortnight"))
    {
      try read(unit: "fortnight")
    }
    #expect(throws: CatalogueError.unknownSource(file: "r1.json", item: Self.item, source: "T")) {
      try read(source: "T")
    }
    #expect(throws: CatalogueError.badDate(file: "r1.json", item: Self.item, text: "2026-02-30")) {
      try read(date: "2026-02-30")
    }
    #expect(throws: CatalogueError.unusableStatus(file: "r1.json", item: Self.item)) {
      try read(status: "override")
    }
    let twice = """
      , {"service": "ec2", "unit": "hour", "effective": "2026-09-01", "source": "S",
         "status": "verified", "prices": {"x.large/on-demand": "0.2"}}
      """
    #expect(throws: CatalogueError.duplicate(file: "r1.json", item: Self.item)) {
      try read(more: twice)
    }
  }

  @Test("what is not JSON is refused with the file's name")
  func notJSON() throws {
    let error = #expect(throws: CatalogueError.self) {
      try Catalogue.entries(Array("{".utf8), file: "r1.json", instances: [])
    }
    #expect(error?.description.hasPrefix("r1.json: not a price catalogue") == true)
  }
}
