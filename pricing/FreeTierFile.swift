import CostModel

/// What AWS gives away each month, which is an amount and not a price.
struct FreeTierFile: StrictlyKeyed {
  static let schema = "costctl/free-tier/v1"
  static let keys: Set = ["schema", "provider", "published", "sources", "lambda"]

  let schema: String
  let sources: [String: String]
  let lambda: [Strict<Allowance>]

  struct Allowance: StrictlyKeyed {
    static let keys: Set = ["item", "unit", "amount", "effective", "source", "status"]

    let item: String
    let unit: String
    let amount: DecimalText
    let effective: String
    let source: String
    let status: String
  }

  func freeTier(file: String) throws(CatalogueError) -> LambdaFreeTier {
    LambdaFreeTier(
      requests: try amount("requests", file: file),
      duration: try amount("gb-seconds", file: file),
      streamed: try amount("streamed-gb", file: file))
  }

  private func amount<Unit: Quantity>(_ item: String, file: String) throws(CatalogueError) -> Unit {
    let name = "lambda/free-tier/\(item)"
    guard let allowance = lambda.map(\.value).first(where: { $0.item == item }) else {
      throw .freeTier(file: file, item: name)
    }
    guard allowance.unit == Unit.unit else {
      throw .unit(file: file, item: name, unit: allowance.unit)
    }
    let facts = CatalogueFacts(file: file, item: name, sources: sources)
    _ = try facts.source(allowance.source)
    _ = try facts.date(allowance.effective)
    _ = try facts.status(allowance.status)
    return Unit(try facts.positive(allowance.amount))
  }
}
