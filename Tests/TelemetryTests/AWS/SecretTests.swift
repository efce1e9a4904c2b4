import CostModel
import Testing

@testable import Telemetry

@Suite("Secrets stay secret")
struct SecretTests {
  private static let canary = NumberedCredentials.canary

  private func shown(_ value: Any) -> String {
    var dumped = ""
    dump(value, to: &dumped)
    return "\(value) \(String(reflecting: value)) \(dumped)"
  }

  @Test("no description, debug description or dump shows a secret")
  func descriptions() throws {
    let keys = NumberedCredentials.key(0)
    let request = HTTPRequest(
      url: "https://h.example/\(Self.canary)?t=\(Self.canary)",
      headers: [HTTPHeader("Authorization", Self.canary)], body: Array(Self.canary.utf8))
    let response = HTTPResponse.text(200, Self.canary, ["Set-Cookie": Self.canary])
    let call = AWSCall.query(
      .sts, "AssumeRoleWithWebIdentity", version: "1", parameters: ["T": Self.canary])
    let signed = try SigV4Signer(region: "r", service: "sts").sign(
      request, with: keys, at: Instant(epochSeconds: 0))
    let proxy = HTTPProxy(environment: ["https_proxy": "http://u:\(Self.canary)@proxy"])
    let values: [Any] = [
      Secret(Self.canary), keys, [keys], Optional(keys) as Any, request, signed, response,
      call, request.headers, proxy, CurlConfiguration(userAgent: "u", proxy: proxy),
    ]
    for value in values {
      #expect(!shown(value).contains(Self.canary))
      #expect(!shown(value).contains("\(Array(Self.canary.utf8).prefix(4))".dropLast()))
    }
    #expect(shown(keys).contains("AKID0") && shown(keys).contains("<redacted>"))
  }

  @Test(
    "no error of a service shows the secrets that it quotes",
    arguments: ["SignatureDoesNotMatch", "IncompleteSignature", "AccessDenied", "Throttling"],
    [
      "the key \(canary) is wrong", "token-\(canary)",
      "check it. The Canonical String for this request should have been x-amz-security-token:token",
      "AWS4-HMAC-SHA256 Credential=AKID0 Signature=feedface",
    ])
  func serviceErrors(code: String, message: String) async throws {
    let client = AWSClient(
      region: "eu-west-1", transport: AnsweringTransport(.fault(403, code, message)),
      credentials: NumberedCredentials(), now: { Instant(epochSeconds: 0) },
      timer: SleeplessClock(), random: { 0 })
    let error = try #require(
      await #expect(throws: AWSError.self) {
        try await client.send(.rest(.lambda, "ListFunctions", path: ["f"])) { $0.status }
      })
    for secret in [Self.canary, "token-", "security-token:", "Signature=feedface"] {
      #expect(!shown(error).contains(secret))
    }
  }

  @Test("no error of an unreadable answer quotes the answer")
  func unreadable() async throws {
    let client = AWSClient(
      region: "eu-west-1", transport: AnsweringTransport(.text(200, "{\"\(Self.canary)\": 1")),
      credentials: NumberedCredentials(), policy: RetryPolicy(maximumAttempts: 1),
      now: { Instant(epochSeconds: 0) }, timer: SleeplessClock(), random: { 0 })
    let error = try #require(
      await #expect(throws: AWSError.self) {
        try await client.decode(
          .rest(.lambda, "ListFunctions", path: ["f"]), as: [String: Int].self)
      })
    #expect(!shown(error).contains(Self.canary))
  }

  @Test("no error of the transport shows URL, header or proxy password")
  func transportErrors() async throws {
    let transport = try CurlTransport(
      CurlConfiguration(
        userAgent: "costctl/9.9", allowsPlainHTTP: true,
        proxy: HTTPProxy(environment: ["all_proxy": "http://u:\(Self.canary)@127.0.0.1:1"])))
    for url in ["http://h.invalid/?t=", "https://h.invalid/", "http://127.0.0.1:1/", "http://u:"] {
      let request = HTTPRequest(
        url: url + Self.canary, headers: [HTTPHeader("Authorization", Self.canary)])
      let error = try #require(
        await #expect(throws: HTTPError.self) { try await transport.send(request) })
      #expect(!shown(error).contains(Self.canary))
    }
  }
}
