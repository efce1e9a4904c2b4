import CostModel
import Testing

@testable import Telemetry

@Suite("Price-list tables")
struct OfferTableTests {
  /// The preamble, a header with a column nobody reads, and rows with commas and quotation marks in fields.
  private static let text = #"""
    "FormatVersion","v1.0"
    "Disclaimer","For information, only."
    "SKU","Comment","TermType","PricePerUnit","Instance Type"
    "A","one, ""two""","OnDemand","0.1","c7g.xlarge"\#r

    B,,Reserved,0.2,c8g.large
    "C","","OnDemand","0.3",""
    """#

  /// Term type, price and line of each row, the text cut into pieces of so many bytes.
  private func rows(
    _ text: String = Self.text, pieces: Int, needs: [OfferColumn] = [.termType, .price]
  ) throws -> [String] {
    var table = OfferTable(file: "prices.csv", needs: needs)
    var seen: [String] = []
    func take(_ row: OfferRow) throws(PriceListError) {
      seen.append(
        "\(row.line) \(row.text(.termType)) \(row.text(.price)) \(row.text(.instanceType))"
          + (row.maySpell(.market, "OnDemand") ? "" : "!"))
    }
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let end = min(start + pieces, bytes.count)
      try bytes.withUnsafeBytes {
        try table.take(UnsafeRawBufferPointer(rebasing: $0[start..<end]), take)
      }
      start = end
    }
    try table.end(take)
    return seen
  }

  @Test("rows are the same however the bytes arrive", arguments: [1, 2, 3, 7, 40, 64, 100_000])
  func pieces(size: Int) throws {
    #expect(
      try rows(pieces: size) == [
        "4 OnDemand 0.1 c7g.xlarge", "6 Reserved 0.2 c8g.large", "7 OnDemand 0.3 ",
      ])
  }

  @Test("headings match whatever their case and spaces; an absent column is empty")
  func headings() throws {
    let text = "SKU,termtype,Price Per Unit,instanceType\nA,OnDemand,1,x\n"
    #expect(try rows(text, pieces: 9) == ["2 OnDemand 1 x"])
  }

  static let damages: [(String, PriceListError)] = [
    ("SKU,TermType,PricePerUnit\nA,\"b,1\n", .openQuote(file: "prices.csv", line: 2)),
    ("SKU,TermType,PricePerUnit\nA,\"b\"c,1\n", .misplacedQuote(file: "prices.csv", line: 2)),
    (
      "SKU,TermType,PricePerUnit\nA,b,1\nA,b\n",
      .fieldCount(file: "prices.csv", line: 3, found: 2, expected: 3)
    ),
    (
      "SKU,TermType,PricePerUnit\nA,b,1,2\n",
      .fieldCount(file: "prices.csv", line: 2, found: 4, expected: 3)
    ),
    ("x,y\nSKU,TermType\n", .missingColumns(["PricePerUnit"], file: "prices.csv", line: 2)),
    ("", .noHeader(file: "prices.csv")), ("a,b\nc,d\n", .noHeader(file: "prices.csv")),
    (String(repeating: "a,b\n", count: 40), .noHeader(file: "prices.csv")),
    (
      "SKU,TermType,PricePerUnit\n" + String(repeating: "x", count: (1 << 20) + 1),
      .lineTooLong(file: "prices.csv", line: 2)
    ),
  ]

  @Test("damage is refused by line", arguments: damages)
  func damage(text: String, error: PriceListError) {
    #expect(throws: error) { try rows(text, pieces: 4096) }
  }
}

@Suite("Figures and steps of the price list")
struct ListedFigureTests {
  @Test(
    "a figure is decimal text",
    arguments: [("0.0000166667", 0.0000166667), ("0", 0), ("15", 15), ("0.1450000000", 0.145)])
  func figure(text: String, number: Double) {
    #expect(ListedFigure(text)?.number == number)
  }

  @Test(
    "anything else is none",
    arguments: ["", "-1", "+1", "1e-5", ".5", "5.", "1,000", "0x1", "NaN", "1 ", "१", "1.2.3"])
  func noFigure(text: String) {
    #expect(ListedFigure(text) == nil)
  }

  @Test(
    "781 dollars at once for a year are 0.0891552511 an hour, on top of what is paid by the hour")
  func upfront() throws {
    let paid = try #require(ListedFigure("781"))
    #expect(ListedFigure.zero.spreading(upfront: paid, over: 8760).number == 0.0891552511)
    let hourly = try #require(ListedFigure("0.05"))
    #expect(hourly.spreading(upfront: paid, over: 26280).number == 0.0797184170)
  }

  @Test("units become ours exactly: by the second to the hour, by the thousand to one")
  func scales() throws {
    let second = try #require(ListedFigure("0.0000276944"))
    #expect(second.times(.times(3600)).number == 0.09969984)
    let thousand = try #require(ListedFigure("0.0000350000"))
    #expect(thousand.times(.over(1000)).number == 3.5e-8)
  }

  private func step(_ from: String, _ to: String?, _ usd: String) throws -> ListedTier {
    ListedTier(
      from: try #require(ListedFigure(from)), to: try to.map { try #require(ListedFigure($0)) },
      usd: try #require(ListedFigure(usd)))
  }

  @Test("steps are put in order, and one that is free is left out")
  func order() throws {
    let steps = try [step("15", nil, "1"), step("0", "6", "3"), step("6", "15", "2")]
    #expect(steps.ordered()?.map(\.usd.number) == [3, 2, 1])
    #expect(steps.ordered()?.priced(.one).map(\.from) == [0, 6, 15])
    let free = try [step("100", nil, "0.008"), step("0", "100", "0")]
    #expect(free.ordered()?.priced(.one) == [PriceTier(from: 0, usd: 0.008)])
    #expect(try [step("0", nil, "0")].ordered() == [])
    #expect(try [step("0", nil, "2"), step("0", nil, "2")].ordered()?.count == 1)
  }

  @Test("steps that leave a gap, overlap, start late or end are no price")
  func gaps() throws {
    #expect(try [step("0", "5", "2"), step("6", nil, "1")].ordered() == nil)
    #expect(try [step("0", nil, "2"), step("0", nil, "1")].ordered() == nil)
    #expect(try [step("1", nil, "2")].ordered() == nil)
    #expect(try [step("0", "9", "2")].ordered() == nil)
  }
}
