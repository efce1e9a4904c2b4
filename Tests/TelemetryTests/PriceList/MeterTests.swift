import CostModel
import Testing

@testable import Telemetry

@Suite("What the price list's names mean")
struct MeterTests {
  @Test(
    "the region before a usage type is dropped, and nothing else",
    arguments: [
      ("EU-Lambda-GB-Second", "Lambda-GB-Second"), ("APN1-Request-ARM", "Request-ARM"),
      ("USE1-BoxUsage:c7g.xlarge", "BoxUsage:c7g.xlarge"), ("Request", "Request"),
      ("Lambda-Edge-Request", "Lambda-Edge-Request"), ("Global-Request", "Global-Request"),
      ("EU-CW:GMD-Metrics", "CW:GMD-Metrics"), ("CW:GMD-Metrics", "CW:GMD-Metrics"),
    ])
  func bare(text: String, name: String) {
    #expect(UsageType.bare(text) == name)
  }

  @Test(
    "a Lambda usage type sets one price, in whichever of its units",
    arguments: [
      ("Request", "request/x86_64", "Requests"), ("Request-ARM", "request/arm64", "Request"),
      ("Lambda-GB-Second-ARM", "duration/arm64", "Lambda-GB-Second"),
      ("Lambda-GB-Second", "duration/x86_64", "GB-Seconds"),
      ("Lambda-Durable-Execution-TimedStorage-ByteHrs", "durable/retained", "GigaBytesMonth"),
      ("Lambda-Event-Poller-Unit-Hour", "event-poller/kafka", "Event-Poller-Unit-Hours"),
      ("Lambda-Streaming-Response-Processed-Bytes-ARM", "streaming", "Processed-Gigabytes"),
      ("Lambda-MicroVM-Snapshot-Storage-GB-Hour", "microvm/snapshot-storage", "GB-Hours"),
    ])
  func lambda(usage: String, item: String, unit: String) throws {
    let meter = try #require(LambdaMeters(region: "eu-west-1").meter(usage))
    #expect(meter.key == LambdaRates.key(item, "eu-west-1"))
    #expect(meter.scale(of: unit) != nil)
    #expect(meter.scale(of: "Bushels") == nil)
    #expect(meter.key.unit != nil)
  }

  @Test(
    "what is not Lambda's own has no meter",
    arguments: ["Lambda-Edge-Request", "Lambda-Web-Request-ARM"])
  func noMeter(usage: String) {
    #expect(LambdaMeters(region: "eu-west-1").meter(usage) == nil)
  }

  @Test(
    "a term is named by years and upfront",
    arguments: [
      ("1yr", "", "No Upfront", "c8g.large/ri-1yr"),
      ("3yr", "", "All Upfront", "c8g.large/ri-3yr-all-upfront"),
      ("1", "year", "Partial Upfront", "c8g.large/ri-1yr-partial-upfront"),
    ])
  func term(length: String, unit: String, payment: String, item: String) throws {
    let term = try #require(PlanTerm(length: length, unit: unit, payment: payment))
    #expect(term.item("c8g.large", "ri") == item)
  }

  @Test("no other terms exist")
  func noTerm() {
    #expect(PlanTerm(length: "2yr", payment: "No Upfront") == nil)
    #expect(PlanTerm(length: "1", unit: "month", payment: "No Upfront") == nil)
    #expect(PlanTerm(length: "1yr", payment: "Heavy Utilization") == nil)
  }

  private func bedrock(_ attributes: [String: String], usage: String = "USE1-Model-input-tokens")
    throws -> String?
  {
    let meters = OfferMeters(try PriceListFixture.file(.bedrock), instances: [])
    let product = ListedProduct(
      sku: "S", family: "Amazon Bedrock",
      attributes: [
        "usagetype": usage, "inferenceType": "Input tokens", "model": "Nova Micro",
      ].merging(attributes) { $1 })
    return meters.meter(of: product)?.key.item
  }

  @Test("a model's ordinary text tokens are its price; batches, tiers, routes and caches are not")
  func models() throws {
    #expect(try bedrock([:]) == "nova-micro/input")
    #expect(try bedrock(["inferenceType": "Output tokens"]) == "nova-micro/output")
    #expect(try bedrock(["model": "Llama 3.2 1B Instruct"]) == "llama-3.2-1b/input")
    #expect(try bedrock(["feature": "On-demand Inference", "service_tier": "standard"]) != nil)
    for other in [
      ["feature": "Batch Inference"], ["service_tier": "flex"],
      ["inferenceType": "Input tokens flex"],
      ["model": ""], ["model": "Nova\u{1B}[31m"],
    ] {
      #expect(try bedrock(other) == nil, "\(other)")
    }
    for usage in ["NovaMicro-input-tokens-custom-model", "X-input-tokens-cross-region-global"] {
      #expect(try bedrock([:], usage: usage) == nil, "\(usage)")
    }
  }

  @Test("several products of one price must agree")
  func agreement() throws {
    let file = try PriceListFixture.file(.lambda)
    let meter = try #require(LambdaMeters(region: "us-east-1").meter("Request"))
    func gathered(_ prices: String...) throws -> GatheredPrices {
      var gathering = PriceGathering(file)
      for (number, price) in prices.enumerated() {
        let usd = try #require(ListedFigure(price))
        gathering.add(
          meter, product: "\(number)", unit: "Requests",
          tier: ListedTier(from: .zero, to: nil, usd: usd))
      }
      return gathering.prices(on: PriceListFixture.day)
    }
    let agreed = try gathered("0.2", "0.20")
    #expect(agreed.entries.map(\.tiers) == [[PriceTier(from: 0, usd: 0.2)]])
    #expect(agreed.entries.first?.status == .verified)
    #expect(agreed.entries.first?.source == "AWS Price List, AWSLambda 20261120002359, us-east-1")
    #expect(agreed.entries.first?.effective == "2026-11-28")
    #expect(try gathered("0.2", "0.3").untaken.map(\.reason) == ["listed with 2 different prices"])
    #expect(try gathered("0").untaken.map(\.reason) == ["listed at nothing"])
  }
}
