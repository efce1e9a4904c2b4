import CostModel
import Pricing
import Testing

/// The state of AWS's example, 4M checkpoints of 26,000 bytes a month kept 14 days, in other stores.
///
/// Computed by hand from the list prices of us-east-1: kept are 4e6 × 26,000 / 2^30 × 14 / 30.4167 =
/// 44.581 GB-months.
@Suite("The same state elsewhere")
struct StateStoreTests {
  private static let month = AnalysisWindow(
    since: Instant(epochSeconds: 0), until: Instant(epochSeconds: 730 * 3600))

  private func details(
    operations: Double = 4e6, bytes: Double = 26_000, prices: PriceBook? = nil
  ) throws -> DurableDetails {
    let profile = UsageProfile.steady(
      busyPerDay: [32e6], invocations: 2e6, window: Self.month,
      durable: DurableUsage(
        operations: Operations(operations), written: Gigabytes(bytes: operations * bytes)))
    let analysis = Analyzer(
      prices: try prices ?? Catalogue.bundled(), settings: AnalysisSettings()
    ).analyze([profile], in: Self.month)
    return try #require(analysis.workloads[0].details.durable)
  }

  private func store(_ store: StateStore, _ details: DurableDetails) throws -> StateStoreCost {
    try #require(details.stores.first { $0.store == store })
  }

  private func cents(_ amount: USD?) -> Int? { amount.map { Int(($0.value * 100).rounded()) } }

  private func expect(
    _ store: StateStoreCost, _ items: [String], _ quantities: [Double], _ costs: [Int]
  ) {
    #expect(store.lines.map(\.item) == items)
    for (line, quantity) in zip(store.lines, quantities) {
      #expect(abs(line.quantity - quantity) <= 1e-3, "\(line.item)")
    }
    #expect(store.lines.map { cents($0.cost) } == costs)
    #expect(store.monthlyCost == store.lines.total)
  }

  @Test("durable executions: $32.00 + $26.00 + $7.18")
  func durable() throws {
    expect(
      try store(.durable, details()), ["operations", "written", "retained"],
      [4e6, 104, 47.8685], [3200, 2600, 718])
  }

  @Test("Step Functions Standard: 4M transitions are $100.00, its history costs nothing")
  func stepFunctions() throws {
    expect(try store(.stepFunctions, details()), ["transitions"], [4e6], [10_000])
  }

  @Test("DynamoDB on demand: 26 write units and 7 read units a checkpoint, $65.00 + $3.50 + $11.15")
  func dynamoDB() throws {
    expect(
      try store(.dynamoDB, details()), ["write units", "read units", "storage"],
      [104e6, 28e6, 44.5809], [6500, 350, 1115])
  }

  @Test("S3 Standard: a PUT and a GET a checkpoint, $20.00 + $1.60 + $1.03")
  func s3() throws {
    expect(
      try store(.s3, details()), ["PUT", "GET", "storage"], [4e6, 4e6, 44.5809],
      [2000, 160, 103])
  }

  @Test(
    "DynamoDB counts what is begun of a KB written and of 4 KB read",
    arguments: [(0.0, 1.0, 1.0), (1, 1, 1), (1024, 1, 1), (1025, 2, 1), (4096, 4, 1), (4097, 5, 2)])
  func units(bytes: Double, writes: Double, reads: Double) throws {
    let lines = try store(.dynamoDB, details(operations: 1, bytes: bytes)).lines
    #expect(lines[0].quantity == writes)
    #expect(lines[1].quantity == reads)
  }

  @Test("state that a transition cannot carry goes through S3, at S3's price")
  func payload() throws {
    let fitting = try store(.stepFunctions, details(bytes: 262_144))
    #expect(fitting.lines.count == 1 && fitting.note == nil)
    let details = try details(bytes: 262_145)
    let over = try store(.stepFunctions, details)
    let s3 = try store(.s3, details)
    #expect(over.lines.dropFirst() == s3.lines[...])
    #expect(over.note?.contains("256 KB") == true)
  }

  @Test("an item beyond 400 KB is split, and that is said")
  func item() throws {
    #expect(try store(.dynamoDB, details(bytes: 409_600)).note == nil)
    let note = try #require(try store(.dynamoDB, details(bytes: 409_601)).note)
    #expect(note.contains("2 items a checkpoint"))
  }

  @Test("a missing price leaves its store without a cost and is named")
  func missing() throws {
    let details = try details(prices: .list())
    #expect(details.stores.map(\.store) == StateStore.allCases)
    let dynamoDB = try store(.dynamoDB, details)
    #expect(dynamoDB.monthlyCost == nil)
    #expect(
      dynamoDB.missing?.description.hasPrefix("no price for dynamodb/us-east-1/on-demand/write")
        == true)
    #expect(try store(.durable, details).monthlyCost != nil)
  }

  @Test("1M checkpoints of 400 KB: references to S3 save $120.92 after $9.43 for S3")
  func reference() throws {
    let reference = try #require(try details(operations: 1e6, bytes: 409_600).reference)
    #expect(reference.lines.map { cents($0.cost) } == [500, 40, 403])
    #expect(cents(reference.lines.total) == 943)
    #expect(cents(reference.saving) == 12_092)
  }

  @Test("references to S3 cost more than they save for small checkpoints, and the finding says so")
  func smallReference() throws {
    let reference = try #require(try details(operations: 1e6, bytes: 12_000).reference)
    #expect(reference.saving < .zero)
    #expect(try details(bytes: 1000).reference == nil)
  }

  @Test("nothing checkpointed is compared with nothing")
  func empty() throws {
    #expect(try details(operations: 0).stores.isEmpty)
  }
}
