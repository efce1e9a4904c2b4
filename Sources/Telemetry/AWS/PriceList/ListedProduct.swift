/// A product of a price-list file in JSON.
struct ListedProduct: Sendable {
  let sku: String
  let family: String
  let attributes: [String: String]

  subscript(name: String) -> String { attributes[name] ?? "" }

  var usageType: String { UsageType.bare(self["usagetype"]) }

  /// False for what holds in every region, such as a free tier, and for another region's.
  func isSold(in region: String) -> Bool {
    self["location"] != "Any" && (attributes["regionCode"] ?? region) == region
      && (attributes["locationType"] ?? "AWS Region") == "AWS Region"
  }
}
