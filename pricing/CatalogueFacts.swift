import CostModel

/// Reads the traceable parts of one item, so that every fault names file and item.
struct CatalogueFacts {
  let file: String
  let item: String
  let sources: [String: String]

  func status(_ text: String) throws(CatalogueError) -> PriceStatus {
    guard let status = PriceStatus(rawValue: text), status != .override else {
      throw .status(file: file, item: item, status: text)
    }
    return status
  }

  /// The text the source key stands for.
  func source(_ key: String) throws(CatalogueError) -> String {
    guard let source = sources[key], !source.isEmpty else {
      throw .source(file: file, item: item, source: key)
    }
    return source
  }

  func date(_ text: String) throws(CatalogueError) -> String {
    _ = try day(text)
    return text
  }

  func day(_ text: String) throws(CatalogueError) -> Instant {
    guard text.utf8.count == 10, let day = Instant(iso8601: text) else {
      throw .date(file: file, item: item, text: text)
    }
    return day
  }

  func decimal(_ figure: DecimalText) throws(CatalogueError) -> Double {
    guard let value = figure.value else {
      throw .decimal(file: file, item: item, text: figure.text)
    }
    return value
  }

  func positive(_ figure: DecimalText) throws(CatalogueError) -> Double {
    let value = try decimal(figure)
    guard value > 0 else { throw .decimal(file: file, item: item, text: figure.text) }
    return value
  }
}
