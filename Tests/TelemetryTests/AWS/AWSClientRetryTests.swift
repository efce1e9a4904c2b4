import CostModel
import Testing

@testable import Telemetry

@Suite("AWSClient's retries")
struct AWSClientRetryTests {
  let timer = SleeplessClock()
  let call = AWSCall.json(.cloudWatch, "GetMetricData", target: "Granite", body: Array("{}".utf8))

  private func client(
    _ transport: AnsweringTransport, credentials: NumberedCredentials = NumberedCredentials(),
    attempts: Int = 5, now: Instant = Instant(epochSeconds: 1_767_225_600), random: Double = 0.5
  ) -> AWSClient {
    AWSClient(
      region: "eu-west-1", transport: transport, credentials: credentials,
      policy: RetryPolicy(maximumAttempts: attempts), now: { now }, timer: timer,
      random: { random })
  }

  private func status(_ client: AWSClient) async throws(AWSError) -> Int {
    try await client.send(call) { $0.status }
  }

  @Test(
    "throttling in every spelling and trouble on the other side are tried again",
    arguments: [
      HTTPResponse.fault(400, "Throttling"), .fault(400, "ThrottlingException"),
      .fault(400, "TooManyRequestsException"), .fault(429, "Whatever"),
      .fault(503, "RequestLimitExceeded"), .fault(400, "ProvisionedThroughputExceededException"),
      .text(400, "{}", ["x-amzn-errortype": "ThrottlingException:http://internal/"]),
      .text(
        400, "<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>"),
      .fault(500, "InternalFailure"), .fault(400, "InternalError"),
      .text(503, "<html>unavailable</html>"), .text(502, ""),
    ])
  func transientAnswers(answer: HTTPResponse) async throws {
    let transport = AnsweringTransport(answer, answer, .text(200, "{}"))
    #expect(try await status(client(transport)) == 200)
    #expect(transport.sent.count == 3)
    #expect(timer.sleeps == [.milliseconds(250), .milliseconds(500)])
  }

  @Test(
    "a lost connection, a timeout and an unreadable answer are tried again",
    arguments: [
      HTTPError.connection(host: "h", reason: "reset"), .timeout(host: "h", after: .seconds(1)),
      .resolution(host: "h"),
    ])
  func lostConnections(error: HTTPError) async throws {
    let transport = AnsweringTransport { _, number throws(HTTPError) in
      if number == 0 { throw error }
      return .text(200, number == 1 ? "[1, 2" : "[1, 2]")
    }
    #expect(try await client(transport).decode(call, as: [Int].self) == [1, 2])
    #expect(transport.sent.count == 3)
  }

  @Test(
    "what cannot get better is not tried again",
    arguments: [
      HTTPError.tls(host: "h", reason: "expired"), .tooLarge(host: "h", limit: 1),
      .plainHTTPRefused(host: "h"), .redirectRefused(host: "h", target: "x"),
    ])
  func permanentErrors(error: HTTPError) async throws {
    let transport = AnsweringTransport { _, _ throws(HTTPError) in throw error }
    await #expect(
      throws: AWSError.transport(error, action: "cloudwatch:GetMetricData", attempts: 1)
    ) {
      try await status(client(transport))
    }
    #expect(transport.sent.count == 1)
  }

  @Test("the number of attempts counts the first one", arguments: 1...6)
  func attempts(allowed: Int) async throws {
    let transport = AnsweringTransport(.fault(400, "Throttling"))
    let error = await #expect(throws: AWSError.self) {
      try await status(client(transport, attempts: allowed))
    }
    #expect(transport.sent.count == allowed)
    #expect(error?.fault?.attempts == allowed)
    #expect(timer.sleeps.count == allowed - 1)
  }

  @Test("waits grow twofold up to the cap, and full jitter takes any share of them")
  func backoff() {
    let policy = RetryPolicy(maximumAttempts: 20)
    let error = AWSError.transport(.resolution(host: "h"), action: "a", attempts: 1)
    let longest = (1...8).map { policy.delay(after: error, attempt: $0, random: 1) }
    #expect(longest == [0.5, 1, 2, 4, 8, 16, 20, 20].map { Duration.seconds($0) })
    #expect(policy.delay(after: error, attempt: 8, random: 0) == .zero)
    #expect(policy.delay(after: error, attempt: 20, random: 1) == nil)
  }

  @Test(
    "Retry-After is waited for, in seconds or as a date, and refused when too long",
    arguments: [
      ("7", Duration.seconds(7)), ("0", .milliseconds(250)), ("soon", .milliseconds(250)),
      ("Thu, 01 Jan 2026 00:00:30 GMT", .seconds(30)), ("61", nil), ("-5", .milliseconds(250)),
    ] as [(String, Duration?)])
  func retryAfter(text: String, wait: Duration?) async throws {
    let refusal = HTTPResponse.fault(
      503, "SlowDown", "no", ["Retry-After": text, "Date": "Thu, 01 Jan 2026 00:00:00 GMT"])
    let transport = AnsweringTransport(refusal, .text(200, "{}"))
    if let wait {
      #expect(try await status(client(transport)) == 200)
      #expect(timer.sleeps == [wait])
    } else {
      await #expect(throws: AWSError.self) { try await status(client(transport)) }
      #expect(timer.sleeps.isEmpty)
    }
  }

  @Test("a cancelled task does not wait for its next attempt")
  func cancellation() async throws {
    let transport = AnsweringTransport { _, _ in
      withUnsafeCurrentTask { $0?.cancel() }
      return .fault(400, "Throttling")
    }
    let client = client(transport)
    let task = Task { try await client.send(call) { $0.status } }
    await #expect(throws: AWSError.cancelled(action: "cloudwatch:GetMetricData")) {
      try await task.value
    }
    #expect(transport.sent.count == 1)
  }
}
