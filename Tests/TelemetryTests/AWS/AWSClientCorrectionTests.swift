import CostModel
import Testing

@testable import Telemetry

@Suite("AWSClient's corrections")
struct AWSClientCorrectionTests {
  private static let now = Instant(epochSeconds: 1_767_225_600)
  private static let late: KeyValuePairs = ["Date": "Thu, 01 Jan 2026 01:00:00 GMT"]
  let timer = SleeplessClock()
  let call = AWSCall.rest(.lambda, "ListFunctions", path: ["2015-03-31", "functions"])

  private func client(
    _ transport: AnsweringTransport, credentials: NumberedCredentials = NumberedCredentials()
  ) -> AWSClient {
    AWSClient(
      region: "eu-west-1", transport: transport, credentials: credentials,
      policy: RetryPolicy(maximumAttempts: 1), now: { Self.now }, timer: timer, random: { 0 })
  }

  @Test(
    "a wrong clock is corrected by the answer's date, and stays corrected",
    arguments: [
      "RequestTimeTooSkewed", "SignatureDoesNotMatch", "InvalidSignatureException",
      "RequestExpired",
    ])
  func skew(code: String) async throws {
    let transport = AnsweringTransport(.fault(403, code, "no", Self.late), .text(200, "{}"))
    let client = client(transport)
    #expect(try await client.send(call) { $0.status } == 200)
    #expect(try await client.send(call) { $0.status } == 200)
    #expect(
      transport.sent.map { $0.header("X-Amz-Date") }
        == ["20260101T000000Z", "20260101T010000Z", "20260101T010000Z"])
    #expect(timer.sleeps.isEmpty)
  }

  @Test("the clock is put right once per call, not for ever")
  func skewOnce() async throws {
    let transport = AnsweringTransport { _, number in
      .fault(
        403, "RequestTimeTooSkewed", "no", ["Date": "Thu, 01 Jan 2026 0\(number + 1):00:00 GMT"])
    }
    await #expect(throws: AWSError.self) { try await client(transport).send(call) { $0.status } }
    #expect(transport.sent.count == 2)
  }

  @Test(
    "a bad signature under a good clock is the key's fault",
    arguments: [["Date": "Thu, 01 Jan 2026 00:03:00 GMT"], [:]] as [[String: String]])
  func wrongKey(headers: [String: String]) async throws {
    let answer = HTTPResponse(
      status: 403, headers: headers.map { HTTPHeader($0.key, $0.value) },
      body: Array(#"{"__type":"SignatureDoesNotMatch"}"#.utf8))
    let transport = AnsweringTransport(answer)
    let error = await #expect(throws: AWSError.self) {
      try await client(transport).send(call) { $0.status }
    }
    #expect(transport.sent.count == 1)
    #expect(error?.description.contains("check the secret access key") == true)
  }

  @Test(
    "an expired token is replaced once", arguments: ["ExpiredToken", "ExpiredTokenException"])
  func expiredToken(code: String) async throws {
    let transport = AnsweringTransport { request, _ in
      request.header("Authorization")?.contains("AKID0") == true
        ? .fault(400, code) : .text(200, "{}")
    }
    #expect(try await client(transport).send(call) { $0.status } == 200)
    #expect(transport.sent.count == 2)
  }

  @Test("a token that is refused when new is an error, and so is one that cannot be replaced")
  func hopelessToken() async throws {
    for (keys, requests) in [(Int.max, 2), (1, 1)] {
      let transport = AnsweringTransport(.fault(400, "ExpiredToken"))
      let client = client(transport, credentials: NumberedCredentials(keys: keys))
      let error = await #expect(throws: AWSError.self) { try await client.send(call) { $0.status } }
      #expect(error?.fault?.isExpiredToken == true)
      #expect(transport.sent.count == requests)
    }
  }

  @Test("a wrong clock and an expired token may both be put right in one call")
  func both() async throws {
    let transport = AnsweringTransport(
      .fault(403, "RequestTimeTooSkewed", "no", Self.late), .fault(400, "ExpiredToken"),
      .text(200, "{}"))
    #expect(try await client(transport).send(call) { $0.status } == 200)
  }

  @Test("credentials that cannot be had are named as the reason, once")
  func noCredentials() async throws {
    struct Missing: Error, CustomStringConvertible, CredentialProvider {
      let description = "no profile\u{1B}[31m called x"
      func credentials() async throws -> AWSCredentials { throw self }
    }
    let transport = AnsweringTransport(.text(200, "{}"))
    let client = AWSClient(
      region: "eu-west-1", transport: transport, credentials: Missing(), now: { Self.now },
      timer: timer, random: { 0 })
    await #expect(
      throws: AWSError.noCredentials(
        action: "lambda:ListFunctions", reason: "no profile [31m called x")
    ) { try await client.send(call) { $0.status } }
    #expect(transport.sent.isEmpty)
  }
}
