import CostModel
import Pricing
import Testing

@Suite("Estimate before deployment")
struct EstimateTests {
  private let prices: PriceBook
  private let book: RateBook

  init() throws {
    prices = try Catalogue.bundled()
    book = try Catalogue.rateBook(calibrations: [], runtime: .llamaCpp)
  }

  private func workload(
    requestsPerDay: Double = 2_000, memory: Double = 10_240, shape: DailyShape = .flat,
    extras: ForeseenExtras = ForeseenExtras()
  ) throws -> ForeseenWorkload {
    ForeseenWorkload(
      region: "us-east-1", architecture: .arm64, memory: Megabytes(memory),
      request: ServedRequest(
        model: try book.model(named: "llama-3.2-1b", .q4_k_m), prompt: Tokens(500),
        output: Tokens(200)),
      requestsPerDay: Requests(requestsPerDay), shape: shape, extras: extras)
  }

  private func estimate(_ workload: ForeseenWorkload, policy: Policy = .rule) throws -> Estimate {
    try Estimator(
      prices: prices, analysis: AnalysisSettings(),
      settings: RecommendationSettings(policy: policy), book: book
    ).estimate(workload)
  }

  /// scipy.stats.poisson.ppf(0.999, a), SciPy 1.17.1.
  @Test(
    "the peak is the 99.9 % quantile of a Poisson load",
    arguments: zip([0.02, 1, 10, 100, 1000], [1, 5, 21, 132, 1099]))
  func peak(load: Double, expected: Int) {
    let forecast = ConcurrencyForecast(
      requestsPerDay: Requests(load * 86_400), seconds: 1, shape: .flat)
    #expect(forecast.peak == expected)
    #expect(abs(forecast.loads[0] - load) < 1e-9 * load)
  }

  @Test("the hours' levels fill the month, and their mean is the load")
  func distribution() {
    let forecast = ConcurrencyForecast(
      requestsPerDay: Requests(86_400 * 3), seconds: 2, shape: .office)
    let levels = forecast.distribution.levels
    #expect(forecast.distribution.peak == forecast.peak)
    #expect(levels.map(\.executions) == levels.map(\.executions).sorted())
    let busy = levels.reduce(0.0) { $0 + Double($1.executions * $1.seconds) }
    #expect(abs(busy / 2_628_000 / 6 - 1) < 0.002)
    #expect(levels.reduce(0) { $0 + $1.seconds } <= 2_628_000 + levels.count)
  }

  @Test("shapes are shares of a day, and weights that are none are refused")
  func shapes() {
    for shape in DailyShape.named.values {
      #expect(shape.shares.count == 24 && abs(shape.shares.reduce(0, +) - 1) < 1e-12)
    }
    #expect(DailyShape(weights: Array(repeating: 0, count: 24)) == nil)
    #expect(DailyShape(weights: [1]) == nil)
    #expect(DailyShape(weights: Array(repeating: -1, count: 24)) == nil)
  }

  @Test("the Lambda month is requests × seconds × memory at the list price")
  func lambda() throws {
    let estimate = try estimate(try workload())
    let requests = 2_000 * 730.0 / 24
    let seconds = estimate.requestTime.mid.inSeconds
    let expected = requests * (seconds * 10 * 0.0000133334 + 0.0000002)
    #expect(abs(estimate.recommendation.monthlyCostNow.value - expected) < 1e-9 * expected)
    #expect(estimate.recommendation.analysis.firmness == .provisional)
    #expect(estimate.recommendation.inference.advice?.observed == nil)
  }

  @Test("the estimate's interval is that of the time a request takes")
  func interval() throws {
    let estimate = try estimate(try workload())
    let stay = try #require(estimate.recommendation.options.first { $0.name == "lambda" })
    let interval = try #require(estimate.recommendation.interval(of: stay))
    let cost = try #require(stay.cost)
    let (low, mid, high) = (
      estimate.requestTime.low, estimate.requestTime.mid, estimate.requestTime.high
    )
    #expect(abs((interval.high - cost.requests) / cost.duration - high / mid) < 1e-9)
    #expect(interval.low < cost.total && low < mid)
    let utilization = estimate.recommendation.analysis.utilization
    #expect(abs(utilization.high / utilization.value - high / mid) < 1e-9)
  }

  @Test("the same requests in fewer hours need more at once, and no less on Lambda")
  func shape() throws {
    let flat = try estimate(try workload(requestsPerDay: 20_000))
    let night = try estimate(try workload(requestsPerDay: 20_000, shape: .night))
    #expect(night.forecast.peak > flat.forecast.peak)
    #expect(night.recommendation.monthlyCostNow == flat.recommendation.monthlyCostNow)
    #expect(
      night.recommendation.analysis.utilization.value
        < flat.recommendation.analysis.utilization.value)
  }

  /// 1,000,000 responses of 10 MB: 4 × 1,048,576 B × 1e6 = 4,194.304 GB at $0.008.
  @Test("streaming is charged beyond 6 MB a response, and beyond 100 GB with the free tier")
  func streaming() throws {
    let workload = try workload(
      requestsPerDay: 1e6 * 24 / 730,
      extras: ForeseenExtras(response: Bytes(10 * 1_048_576)))
    let line = try #require(try estimate(workload).lines.first)
    #expect(abs(line.quantity - 4_194.304) < 1e-6)
    #expect(abs(line.cost.value - 33.554432) < 1e-9)
    let free = try Estimator(
      prices: prices, analysis: AnalysisSettings(appliesFreeTier: true),
      settings: RecommendationSettings(), book: book
    ).estimate(workload)
    #expect(abs((free.lines.first?.cost.value ?? 0) - 0.008 * 4_094.304) < 1e-9)
    let small = try self.workload(extras: ForeseenExtras(response: Bytes(6 * 1_048_576)))
    #expect(try estimate(small).lines.first?.cost == .zero)
  }

  /// 730,000 sessions of 18 CPU-seconds in 90 s with 2,048 MB: 3,650 vCPU-hours and 36,500 GB-hours.
  @Test("an agent's session pays CPU while it works and memory while it lasts")
  func agent() throws {
    let workload = try workload(
      requestsPerDay: 24_000,
      extras: ForeseenExtras(
        agent: AgentSession(cpuSeconds: 18, seconds: 90, memory: Megabytes(2048))))
    let lines = try estimate(workload).lines
    #expect(abs(lines[0].quantity - 3_650) < 1e-9 && abs(lines[0].cost.value - 326.675) < 1e-9)
    #expect(abs(lines[1].quantity - 36_500) < 1e-9 && abs(lines[1].cost.value - 344.925) < 1e-9)
  }

  /// 2,400 a day are 73,000 a month: 146,000 operations, 1.46 GB, kept 1 + 14 days of 30.4167.
  @Test("waiting for a person costs no compute, only the state that is kept")
  func approval() throws {
    let workload = try workload(
      extras: ForeseenExtras(
        approval: ApprovalWait(
          perDay: Requests(2_400), wait: .hours(24), state: Bytes(20_000), retention: .days(14))))
    let lines = try estimate(workload).lines
    #expect(lines.map(\.item).count == 4)
    #expect(lines[0].cost == .zero && lines[0].unit == "GB-second")
    #expect(abs(lines[1].cost.value - 1.168) < 1e-9)
    #expect(abs(lines[2].cost.value - 0.365) < 1e-9)
    #expect(abs(lines[3].quantity - 0.72) < 1e-9 && abs(lines[3].cost.value - 0.108) < 1e-9)
  }

  @Test("what does not fit or would take too long is refused with what to do")
  func refusals() throws {
    #expect(throws: EstimateError.self) { try estimate(try workload(memory: 512)) }
    let endless = ForeseenWorkload(
      region: "us-east-1", architecture: .arm64, memory: Megabytes(10_240),
      request: ServedRequest(
        model: try book.model(named: "llama-3.2-1b", .q4_k_m), prompt: Tokens(500),
        output: Tokens(100_000)),
      requestsPerDay: Requests(1), shape: .flat)
    do {
      _ = try estimate(endless)
      Issue.record("900 s were not held to")
    } catch let error as EstimateError {
      #expect(error.description.contains("900 s"))
    }
  }
}
