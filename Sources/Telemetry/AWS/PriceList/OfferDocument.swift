import CostModel

/// A price-list file in JSON, walked over twice: for the products, then for the terms of those wanted.
///
/// Prices on demand only. Nothing but the wanted products is kept, and their order does not matter.
struct OfferDocument {
  private let bytes: [UInt8]
  private let file: PriceListFile

  init(_ bytes: [UInt8], file: PriceListFile) {
    self.bytes = bytes
    self.file = file
  }

  /// Every product, one by one.
  func products(_ body: (ListedProduct) -> Void) throws(PriceListError) {
    try walk("products") { scanner throws(JSONFlaw) in
      try scanner.members { _, scanner throws(JSONFlaw) in body(try Self.product(&scanner)) }
    }
  }

  /// A step of the price of each of the products whose SKU `isWanted` says yes to.
  func tiers(
    of isWanted: (String) -> Bool,
    _ body: (_ sku: String, _ unit: String, ListedTier) throws(PriceListError) -> Void
  ) throws(PriceListError) {
    var dimensions: [Dimension] = []
    try walk("terms") { scanner throws(JSONFlaw) in
      try scanner.members { name, scanner throws(JSONFlaw) in
        guard name.spells("OnDemand") else { return try scanner.skip() }
        try scanner.members { sku, scanner throws(JSONFlaw) in
          let sku = String(decoding: sku, as: UTF8.self)
          guard isWanted(sku) else { return try scanner.skip() }
          try scanner.members { _, scanner throws(JSONFlaw) in
            dimensions += try Self.dimensions(of: sku, &scanner)
          }
        }
      }
    }
    for dimension in dimensions { try body(dimension.sku, dimension.unit, try tier(dimension)) }
  }

  private struct Dimension {
    let sku: String
    var unit = ""
    var from: String?
    var to: String?
    var usd: String?
  }

  private func tier(_ dimension: Dimension) throws(PriceListError) -> ListedTier {
    let place = "SKU \(dimension.sku.printable(40))"
    guard let usd = dimension.usd else { throw .currency(file: "\(file)", place: place) }
    let to = dimension.to ?? "Inf"
    return ListedTier(
      from: try figure(dimension.from ?? "0", "range", at: place),
      to: to == "Inf" ? nil : try figure(to, "range", at: place),
      usd: try figure(usd, "price", at: place))
  }

  private func figure(_ text: String, _ name: String, at place: String) throws(PriceListError)
    -> ListedFigure
  {
    guard let figure = ListedFigure(text) else {
      throw .badFigure(text, of: name, file: "\(file)", place: place)
    }
    return figure
  }

  private static func product(_ scanner: inout JSONScanner) throws(JSONFlaw) -> ListedProduct {
    var (sku, family) = ("", "")
    var attributes: [String: String] = [:]
    try scanner.members { name, scanner throws(JSONFlaw) in
      if name.spells("sku") {
        sku = try scanner.string() ?? ""
      } else if name.spells("productFamily") {
        family = try scanner.string() ?? ""
      } else if name.spells("attributes") {
        try scanner.members { name, scanner throws(JSONFlaw) in
          attributes[String(decoding: name, as: UTF8.self)] = try scanner.string()
        }
      } else {
        try scanner.skip()
      }
    }
    return ListedProduct(sku: sku, family: family, attributes: attributes)
  }

  private static func dimensions(of sku: String, _ scanner: inout JSONScanner)
    throws(JSONFlaw) -> [Dimension]
  {
    var dimensions: [Dimension] = []
    try scanner.members { name, scanner throws(JSONFlaw) in
      guard name.spells("priceDimensions") else { return try scanner.skip() }
      try scanner.members { _, scanner throws(JSONFlaw) in
        dimensions.append(try dimension(of: sku, &scanner))
      }
    }
    return dimensions
  }

  private static func dimension(of sku: String, _ scanner: inout JSONScanner)
    throws(JSONFlaw) -> Dimension
  {
    var dimension = Dimension(sku: sku)
    try scanner.members { name, scanner throws(JSONFlaw) in
      if name.spells("unit") {
        dimension.unit = try scanner.string() ?? ""
      } else if name.spells("beginRange") {
        dimension.from = try scanner.string()
      } else if name.spells("endRange") {
        dimension.to = try scanner.string()
      } else if name.spells("pricePerUnit") {
        try scanner.members { currency, scanner throws(JSONFlaw) in
          let text = try scanner.string()
          if currency.spells("USD") { dimension.usd = text }
        }
      } else {
        try scanner.skip()
      }
    }
    return dimension
  }

  /// Calls `body` before the value of one member of the document, and passes over the others.
  private func walk(
    _ wanted: StaticString, _ body: (inout JSONScanner) throws(JSONFlaw) -> Void
  ) throws(PriceListError) {
    do throws(JSONFlaw) {
      try bytes.withUnsafeBufferPointer { bytes throws(JSONFlaw) in
        var scanner = JSONScanner(UnsafeRawBufferPointer(bytes))
        try scanner.members { name, scanner throws(JSONFlaw) in
          if name.spells(wanted) { try body(&scanner) } else { try scanner.skip() }
        }
      }
    } catch {
      throw .notJSON(file: "\(file)", offset: error.offset)
    }
  }
}
