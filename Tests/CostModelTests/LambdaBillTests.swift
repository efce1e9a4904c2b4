import CostModel
import Testing

@Suite("Lambda bill")
struct LambdaBillTests {
  private func tiers(_ key: String) throws -> TieredPrice<GBSeconds> {
    try PriceBook.list().tieredPrice(try #require(PriceKey("lambda/us-east-1/duration/\(key)")))
  }

  /// Expected values: infracost's golden file of lambda_function_test, commit 95ba4f49.
  @Test("x86: the first 6e9 GB-s cost $100,000.20, the next 9e9 $135,000.00")
  func x86Tiers() throws {
    let price = try tiers("x86_64")
    #expect(abs(price.cost(of: GBSeconds(6e9)).value - 100_000.2) < 1e-6)
    #expect(
      abs((price.cost(of: GBSeconds(15e9)) - price.cost(of: GBSeconds(6e9))).value - 135_000) < 1e-6
    )
    #expect(price.cost(of: .zero) == .zero)
  }

  @Test(
    "arm: each slice of volume is charged at its own tier",
    arguments: zip([7.5e9, 18.75e9, 20e9], [100_000.5, 235_001.625, 248_335.0]))
  func armTiers(volume: Double, dollars: Double) throws {
    #expect(abs(try tiers("arm64").cost(of: GBSeconds(volume)).value - dollars) < 1e-6)
  }

  @Test("functions of one account share its tiers in proportion to GB-seconds")
  func sharing() throws {
    let book = try PriceBook.list()
    let months = [4e9, 8e9].map { month($0, account: "111111111111") }
    let bill = bill(months, book: book)
    let parts = months.compactMap(bill.compute)
    let whole = try tiers("x86_64").cost(of: GBSeconds(12e9))
    #expect(abs(parts.sum().value - whole.value) < 1e-6)
    #expect(abs(parts[1] / parts[0] - 2) < 1e-12)
  }

  @Test("another account starts again from the first tier")
  func accounts() throws {
    let book = try PriceBook.list()
    let months = [month(12e9, account: "111111111111"), month(1e9, account: "222222222222")]
    let second = bill(months, book: book).compute(months[1])
    #expect(second == USD(1e9 * 0.0000166667))
  }

  @Test("cold starts count towards the tiers and cost what running costs")
  func initialization() throws {
    let book = try PriceBook.list()
    let cold = LambdaMonth(
      account: "111111111111", region: "us-east-1", architecture: .x86_64, requests: .zero,
      running: GBSeconds(9e9), initializing: GBSeconds(3e9))
    let warm = month(12e9, account: "111111111111")
    let compute = try #require(bill([cold], book: book).compute(cold))
    #expect(compute == bill([warm], book: book).compute(warm))
    let part = try #require(bill([cold], book: book).initialization(cold))
    #expect(abs(part / compute - 0.25) < 1e-12)
  }

  private func month(_ gbSeconds: Double, account: String) -> LambdaMonth {
    LambdaMonth(
      account: account, region: "us-east-1", architecture: .x86_64, requests: Requests(1e6),
      running: GBSeconds(gbSeconds))
  }

  private func bill(_ months: [LambdaMonth], book: PriceBook) -> LambdaBill {
    LambdaBill(months: months, freeTier: .none) { region, architecture in
      try? LambdaRates(region: region, architecture: architecture, prices: book)
    }
  }
}
