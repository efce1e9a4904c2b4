import CostModel
import Synchronization
import Testing

@testable import Telemetry

@Suite("Asking a batch")
struct BatchDownloadTests {
  private let batch = PullFixture.batch(["a", "b"], [.invocations], hours: 3)

  private func run(
    _ transport: AnsweringTransport, mayAskAgain: Bool = true
  ) async -> BatchResult {
    await BatchDownload(
      client: PullFixture.client(transport), batch: batch,
      at: Instant(epochSeconds: PullFixture.monday), received: { _ in }, log: { _ in }
    ).run { _ in mayAskAgain }
  }

  private func values(_ result: BatchResult, _ query: Int) -> [Double?] {
    (0..<3).map { result.grid.value(query, at: $0) }.map { $0.isNaN ? nil : $0 }
  }

  @Test("follows tokens through silent pages")
  func pages() async throws {
    let transport = AnsweringTransport(
      PullFixture.page(PullFixture.result(0, [0: 1], status: "PartialData"), token: "t1"),
      PullFixture.page(token: "t2"),
      PullFixture.page(
        PullFixture.result(0, [1: 2]), PullFixture.result(1, [2: 5])))
    let result = await run(transport)
    #expect(values(result, 0) == [1, 2, nil])
    #expect(values(result, 1) == [nil, nil, 5])
    #expect(result.failures.isEmpty)
    #expect(result.calls == 3)
    #expect(result.metricsBilled == 2)
    #expect(!transport.sent[0].text.contains("NextToken"))
    #expect(
      transport.sent.dropFirst().map { $0.text.suffix(17) } == [
        #","NextToken":"t1"}"#.suffix(17), #","NextToken":"t2"}"#.suffix(17),
      ])
  }

  @Test("asks in one JSON document with ids, dimension, period and statistic")
  func request() async throws {
    let transport = AnsweringTransport(
      PullFixture.page(PullFixture.result(0, [:]), PullFixture.result(1, [:])))
    _ = await run(transport)
    let text = transport.sent[0].text
    #expect(text.contains(#""StartTime":1767571200"#) && text.contains(#""EndTime":1767582000"#))
    #expect(text.contains(#""Id":"q1""#) && text.contains(#""Value":"b""#))
    #expect(text.contains(#""Period":3600"#) && text.contains(#""Stat":"Sum""#))
    #expect(text.contains(#""ScanBy":"TimestampAscending""#))
  }

  @Test("asks a page again when its token leads back, and gives up the second time")
  func repeatedToken() async throws {
    let once = AnsweringTransport(
      PullFixture.page(token: "t1"), PullFixture.page(token: "t1"),
      PullFixture.page(PullFixture.result(0, [0: 1]), PullFixture.result(1, [:])))
    #expect(values(await run(once), 0) == [1, nil, nil])
    let ever = AnsweringTransport(PullFixture.page(token: "t1"))
    let reason = PullFailure.Reason.paging(.repeatedToken(action: "cloudwatch:GetMetricData"))
    #expect(await run(ever).failures == [0: reason, 1: reason])
    #expect(ever.sent.count == 3)
  }

  @Test("starts again when a token has expired, and merges what comes twice")
  func expiredToken() async throws {
    let transport = AnsweringTransport(
      PullFixture.page(PullFixture.result(0, [0: 1]), token: "t1"),
      .fault(400, "InvalidNextToken", "The token has expired"),
      PullFixture.page(PullFixture.result(0, [0: 1]), token: "t2"),
      PullFixture.page(PullFixture.result(0, [1: 2]), PullFixture.result(1, [0: 3])))
    let result = await run(transport)
    #expect(values(result, 0) == [1, 2, nil])
    #expect(values(result, 1) == [3, nil, nil])
    #expect(!transport.sent[2].text.contains("NextToken"))
  }

  @Test("asks only what came in part once more, and pays for it once more")
  func partial() async throws {
    let transport = AnsweringTransport(
      PullFixture.page(
        PullFixture.result(0, [0: 1]), PullFixture.result(1, [0: 3], status: "PartialData")),
      PullFixture.page(PullFixture.result(0, [0: 3, 1: 4])))
    let result = await run(transport)
    #expect(values(result, 1) == [3, 4, nil])
    #expect(result.failures.isEmpty)
    #expect(result.metricsBilled == 3)
    #expect(!transport.sent[1].text.contains(#""Value":"a""#))
  }

  @Test("names a function whose data stays in part, after three rounds or when money is out")
  func staysPartial() async throws {
    let answer = PullFixture.page(
      PullFixture.result(0, [0: 1]), PullFixture.result(1, [0: 3], status: "PartialData"))
    let again = PullFixture.page(PullFixture.result(0, [0: 3], status: "PartialData"))
    let ever = AnsweringTransport(answer, again)
    let result = await run(ever)
    #expect(result.failures == [1: .incomplete(rounds: 3)])
    #expect(ever.sent.count == 3)
    let poor = AnsweringTransport(answer, again)
    #expect(await run(poor, mayAskAgain: false).failures[1] != nil)
    #expect(poor.sent.count == 1)
  }

  @Test("takes a query that no page mentions as unanswered")
  func unmentioned() async throws {
    let transport = AnsweringTransport(PullFixture.page(PullFixture.result(0, [0: 1])))
    // Asked alone, b is query 0 of its own request and answered.
    let result = await run(transport)
    #expect(result.failures.isEmpty)
    #expect(transport.sent.count == 2)
    #expect(values(result, 1) == [1, nil, nil])
  }

  @Test(
    "reports what CloudWatch refuses or fails at, function by function",
    arguments: [
      ("Forbidden", PullFailure.Reason.forbidden("")), ("InternalError", .internalError("")),
    ])
  func refused(status: String, reason: PullFailure.Reason) async throws {
    let transport = AnsweringTransport(
      PullFixture.page(
        PullFixture.result(0, [0: 1]), PullFixture.result(1, [:], status: status)))
    #expect(await run(transport).failures == [1: reason])
    #expect(transport.sent.count == 1)
  }

  @Test("keeps the pages that came before one that fails, and names who is not complete")
  func cutOff() async throws {
    let transport = AnsweringTransport(
      PullFixture.page(
        PullFixture.result(0, [0: 1]), PullFixture.result(1, [0: 3], status: "PartialData"),
        token: "t1"),
      .fault(500, "InternalServiceFault"))
    let result = await run(transport)
    #expect(values(result, 0) == [1, nil, nil])
    #expect(values(result, 1) == [3, nil, nil])
    #expect(result.failures.keys.sorted() == [1])
    #expect(result.ending == result.failures[1])
    #expect(result.calls == 2 && result.metricsBilled == 2)
  }

  @Test("ends at a call that is denied, which is not billed")
  func denied() async {
    let transport = AnsweringTransport(
      .fault(400, "AccessDeniedException", "not authorized to perform: cloudwatch:GetMetricData"))
    let result = await run(transport)
    #expect(result.ending?.isForAll == true)
    #expect(result.failures.count == 2 && result.metricsBilled == 0)
  }

  @Test("asks Lambda Insights in its own namespace, under its own dimension")
  func insights() async throws {
    let transport = AnsweringTransport(PullFixture.page(PullFixture.result(0, [:])))
    _ = await BatchDownload(
      client: PullFixture.client(transport),
      batch: PullFixture.batch(["a"], [.usedMemory], hours: 3),
      at: Instant(epochSeconds: PullFixture.monday), received: { _ in }, log: { _ in }
    ).run { _ in false }
    let text = transport.sent[0].text
    #expect(text.contains(#""Namespace":"LambdaInsights""#))
    #expect(
      text.contains(#""MetricName":"used_memory_max""#) && text.contains(#""Stat":"Maximum""#))
    #expect(
      text.contains(#"{"Name":"function_name","Value":"a"}"#)
        || text.contains(#"{"Value":"a","Name":"function_name"}"#))
  }
}
