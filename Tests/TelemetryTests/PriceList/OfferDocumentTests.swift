import CostModel
import Testing

@testable import Telemetry

@Suite("Price-list files in JSON")
struct OfferDocumentTests {
  /// Terms before products, escapes in names, a product nobody wants.
  private static let text = #"""
    {"offerCode": "AWSLambda", "terms": {"Reserved": {"A": {}}, "OnDemand": {
      "A": {"A.T": {"sku": "A", "priceDimensions": {
        "A.T.2": {"unit": "Requests", "beginRange": "5", "endRange": "Inf", "pricePerUnit": {"USD": "0.1"}},
        "A.T.1": {"description": "a \"tier\" \\ \u00e9", "unit": "Requests", "beginRange": "0",
                  "endRange": "5", "pricePerUnit": {"EUR": "9", "USD": "0.2"}, "appliesTo": []}},
        "termAttributes": {}}},
      "B": {"B.T": {"priceDimensions": {"B.T.1": {"unit": "GB", "pricePerUnit": {"USD": "7"}}}}}}},
     "products": {
      "A": {"sku": "A", "productFamily": "Serverless", "attributes": {"usagetype": "EU-Request"}},
      "B": {"sku": "B", "attributes": {"usagetype": "Other", "location": "Any"}}}}
    """#

  private func document(_ text: String = Self.text) throws -> OfferDocument {
    OfferDocument(Array(text.utf8), file: try PriceListFixture.file(.lambda))
  }

  @Test("products and the steps of those wanted are found in any order")
  func reading() throws {
    var products: [ListedProduct] = []
    try document().products { products.append($0) }
    #expect(products.map(\.sku) == ["A", "B"])
    #expect(products[0].usageType == "Request" && products[0].family == "Serverless")
    #expect(products.map { $0.isSold(in: "eu-west-1") } == [true, false])
    var steps: [String] = []
    try document().tiers(of: { $0 == "A" }) { sku, unit, tier throws(PriceListError) in
      steps.append("\(sku) \(unit) \(tier.from.number) \(tier.to?.number ?? -1) \(tier.usd.number)")
    }
    #expect(steps == ["A Requests 5.0 -1.0 0.1", "A Requests 0.0 5.0 0.2"])
  }

  @Test(
    "a price that is none is refused by SKU",
    arguments: [
      (#""USD": "0.1""#, #""USD": """#, "the price is ''"),
      (#""USD": "0.1""#, #""CNY": "0.1""#, "not in USD"),
      (#""beginRange": "5""#, #""beginRange": "many""#, "the range is 'many'"),
    ])
  func badPrices(was: String, now: String, named: String) throws {
    let document = try document(Self.text.replacing(was, with: now))
    let error = #expect(throws: PriceListError.self) {
      try document.tiers(of: { $0 == "A" }) { _, _, _ throws(PriceListError) in }
    }
    let message = try #require(error).description
    #expect(message.contains("SKU A") && message.contains(named), "\(message)")
  }

  @Test("text that stops being JSON is refused where it does", arguments: [1, 60, 300, 700])
  func cutOff(at length: Int) throws {
    let document = try document(String(Self.text.prefix(length)))
    #expect(throws: PriceListError.self) { try document.products { _ in } }
  }
}
