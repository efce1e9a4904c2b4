import CostModel
import Foundation
import Testing

@testable import Telemetry

@Suite("A pull from the first call to the bill")
struct PullRunTests {
  private let store: UsageStore
  private static let now = Instant(epochSeconds: PullFixture.monday + 24 * 3600)
  private static let window = PullFixture.monday..<PullFixture.monday + 24 * 3600

  init() throws { store = try UsageStore.open(at: ":memory:", access: .readWrite) }

  /// AWS with two functions, one of them durable, that answers every query with one point.
  private static let aws: @Sendable (HTTPRequest, Int) throws(HTTPError) -> HTTPResponse = {
    request, _ in
    if request.text.contains("GetCallerIdentity") {
      return .text(
        200, "<R><Account>\(PullFixture.account)</Account><Arn>arn:aws:iam::1:user/u</Arn></R>")
    }
    if request.url.contains("/functions") {
      return .text(
        200,
        #"{"Functions":[{"FunctionName":"plain","MemorySize":512},{"FunctionName":"state","#
          + #""MemorySize":1024,"DurableConfig":{"RetentionPeriodInDays":7}}]}"#)
    }
    guard request.header("X-Amz-Target")?.hasSuffix("GetMetricData") == true else {
      return .text(
        200,
        #"{"Metrics":[{"Dimensions":[{"Name":"FunctionName","Value":"plain"}]}]}"#)
    }
    let queries = request.text.components(separatedBy: #""Id":"#).count - 1
    let results = (0..<queries).map { PullFixture.result($0, [2: 1]) }
    return .text(200, #"{"MetricDataResults":[\#(results.joined(separator: ","))]}"#)
  }

  private func pull(limit: USD? = nil) -> Pull {
    Pull(
      store: store, budget: APIBudget(limit: limit), price: Price(0.00001),
      settings: PullSettings(
        window: AnalysisWindow(
          since: Instant(epochSeconds: PullFixture.monday), until: Self.now),
        startedAt: Self.now))
  }

  private func source(_ transport: AnsweringTransport) -> PullSource {
    PullSource(control: PullFixture.client(transport), metrics: PullFixture.client(transport))
  }

  @Test("asks what each function has, stores it, and keeps the bill")
  func whole() async throws {
    let transport = AnsweringTransport(Self.aws)
    let pull = pull()
    let region = try await pull.inventory(source(transport))
    #expect(region.account == PullFixture.account)
    let plan = try pull.plan(region, period: .hour, over: Self.window)
    let asked = Dictionary(
      uniqueKeysWithValues: plan.batches.flatMap(\.series).map { ($0.workload.name, $0.statistics) }
    )
    #expect(asked["plain"] == LambdaStatistic.general + LambdaStatistic.provisioned)
    #expect(asked["state"] == LambdaStatistic.general + LambdaStatistic.durable)
    let pass = try await pull.run(plan, in: region)
    #expect(pass.failures.isEmpty)
    #expect(pass.pulled.count == 2 && pass.metrics == 15 && pass.calls == 1)
    let bill = try store.apiBill()
    #expect(bill.map(\.metrics) == [15])
    #expect(abs((bill.first?.cost.value ?? 0) - 0.00015) < 1e-12)
    let profiles = try store.profiles(
      in: AnalysisWindow(since: Instant(epochSeconds: PullFixture.monday), until: Self.now),
      functions: [])
    #expect(profiles.map(\.coverage) == [.one, .one])
    #expect(profiles.map(\.durable?.operations.value) == [nil, 1])
    #expect(profiles.map(\.durable?.executions?.value) == [nil, 1])
  }

  @Test("asks a second time only for the last three hours")
  func second() async throws {
    let pull = pull()
    let region = try await pull.inventory(source(AnsweringTransport(Self.aws)))
    _ = try await pull.run(
      try pull.plan(region, period: .hour, over: Self.window), in: region)
    let plan = try pull.plan(region, period: .hour, over: Self.window)
    let late = Self.window.upperBound - 3 * 3600..<Self.window.upperBound
    #expect(plan.batches.map(\.range) == [late])
  }

  @Test("makes no paid call that would exceed the limit, and names who was left out")
  func budget() async throws {
    let transport = AnsweringTransport(Self.aws)
    let pull = pull(limit: USD(0.0001))
    let region = try await pull.inventory(source(transport))
    let free = transport.sent.count
    let pass = try await pull.run(
      try pull.plan(region, period: .hour, over: Self.window), in: region)
    #expect(transport.sent.count == free)
    #expect(pass.failures.map(\.workload.name).sorted() == ["plain", "state"])
    #expect(try store.apiBill().isEmpty)
  }

  @Test("stops at the first refusal, which costs nothing, and fails every function for it")
  func denied() async throws {
    let transport = AnsweringTransport { request, number throws(HTTPError) in
      request.header("X-Amz-Target")?.hasSuffix("GetMetricData") == true
        ? .fault(
          400, "AccessDeniedException", "not authorized to perform: cloudwatch:GetMetricData")
        : try Self.aws(request, number)
    }
    let pull = pull()
    let region = try await pull.inventory(source(transport))
    let pass = try await pull.run(
      try pull.plan(region, period: .hour, over: Self.window), in: region)
    #expect(pass.failures.count == 2 && pass.metrics == 0 && pass.pulled.isEmpty)
    #expect(
      try store.coverage(account: PullFixture.account, region: PullFixture.region)
        .functions["plain"]?.missing(from: Self.window, period: .hour) == Self.window)
  }

  @Test("asks Lambda Insights where the layer or its metrics show it, and not again for detail")
  func insights() async throws {
    let transport = AnsweringTransport { request, number throws(HTTPError) in
      if request.text.contains("used_memory_max"),
        request.text.contains(#""Namespace":"LambdaInsights""#),
        request.header("X-Amz-Target")?.hasSuffix("ListMetrics") == true
      {
        return .text(
          200, #"{"Metrics":[{"Dimensions":[{"Name":"function_name","Value":"state"}]}]}"#)
      }
      return try Self.aws(request, number)
    }
    let pull = pull()
    let region = try await pull.inventory(source(transport))
    func asked(isDetail: Bool) throws -> [LambdaStatistic] {
      try pull.plan(region, period: .hour, over: Self.window, isDetail: isDetail)
        .batches.flatMap(\.series).first { $0.workload.name == "state" }?.statistics ?? []
    }
    let always = LambdaStatistic.general + LambdaStatistic.durable
    #expect(try asked(isDetail: false) == always + LambdaStatistic.insights)
    #expect(try asked(isDetail: true) == always)
  }

  @Test("counts the functions of a region that cannot be listed as failed")
  func unreachable() async throws {
    let first = pull()
    let region = try await first.inventory(source(AnsweringTransport(Self.aws)))
    _ = try await first.run(
      try first.plan(
        region, period: .hour, over: Self.window.lowerBound..<Self.window.upperBound - 7200),
      in: region)
    let transport = AnsweringTransport { request, number throws(HTTPError) in
      request.url.contains("/functions")
        ? .fault(403, "AccessDeniedException", "not authorized to perform: lambda:ListFunctions")
        : try Self.aws(request, number)
    }
    await #expect(throws: AWSError.self) { try await pull().inventory(source(transport)) }
    let profiles = try store.profiles(
      in: AnalysisWindow(since: Instant(epochSeconds: PullFixture.monday), until: Self.now),
      functions: [])
    #expect(profiles.map(\.failedSeconds) == [7200, 7200])
  }

  @Test("does without provisioned concurrency where listing metrics is not allowed")
  func unlisted() async throws {
    let transport = AnsweringTransport { request, number throws(HTTPError) in
      request.header("X-Amz-Target")?.hasSuffix("ListMetrics") == true
        ? .fault(400, "AccessDeniedException", "not authorized to perform: cloudwatch:ListMetrics")
        : try Self.aws(request, number)
    }
    let region = try await pull().inventory(source(transport))
    #expect(region.targets[0].statistics == LambdaStatistic.general)
  }
}
