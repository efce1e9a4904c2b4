import CostModel
import Testing

@testable import Telemetry

@Suite("Assumed roles and web identity")
struct RoleCredentialsTests {
  private static let config = """
    [default]
    role_arn = arn:aws:iam::123456789012:role/demo
    source_profile = base
    external_id = a&b
    duration_seconds = 900
    role_session_name = John
    [profile base]
    aws_access_key_id = BASE
    aws_secret_access_key = canary
    """

  private func machine(_ config: String = config) -> FakeMachine {
    FakeMachine(
      config: config, variables: ["AWS_REGION": "us-east-1"], files: ["/token": " canary\n"])
  }

  @Test("AssumeRole is signed with the source's keys and its answer read whole")
  func assumeRole() async throws {
    // Answers only to the request that botocore would send.
    let sts = FakeNetwork { request throws(HTTPError) in
      let body = String(decoding: request.body, as: UTF8.self)
      let isSigned =
        request.header("Authorization")?.contains("Credential=BASE/20260101/us-east-1/sts/") == true
      let expected =
        "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2F"
        + "demo&RoleSessionName=John&ExternalId=a%26b&DurationSeconds=900"
      guard isSigned, body == expected, request.url == "https://sts.us-east-1.amazonaws.com/" else {
        return HTTPResponse(status: 400)
      }
      return FakeNetwork.json(FakeNetwork.sts)
    }
    let found = try await machine().chain(transport: sts).find().1
    #expect(
      found.credentials
        == AWSCredentials(
          accessKeyID: "ASSUMED",
          secretAccessKey: Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY"),
          sessionToken: Secret("AQoDYXdzEPT//////////wEXAMPLE&tc0="),
          expiration: Instant(iso8601: "2040-11-09T13:34:41Z"), accountID: "123456789012"))
  }

  @Test("a web identity goes unsigned, its token trimmed, to the configured endpoint")
  func webIdentity() async throws {
    let sts = FakeNetwork { request throws(HTTPError) in
      let body = String(decoding: request.body, as: UTF8.self)
      guard request.header("Authorization") == nil, request.url == "http://localhost:5000/",
        body.hasPrefix("Action=AssumeRoleWithWebIdentity&"),
        body.contains("&RoleSessionName=costctl-session-1767225600&"),
        body.hasSuffix("&WebIdentityToken=canary")
      else { return HTTPResponse(status: 400) }
      return FakeNetwork.json(FakeNetwork.sts)
    }
    var machine = machine("")
    machine.variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = "/token"
    machine.variables["AWS_ROLE_ARN"] = "arn:aws:iam::1:role/w"
    machine.variables["AWS_ENDPOINT_URL_STS"] = "http://localhost:5000"
    let found = try await machine.chain(transport: sts).find().1
    #expect(found.credentials.accessKeyID == "ASSUMED")
    #expect(
      found.source
        == "web identity (role arn:aws:iam::1:role/w, token from AWS_WEB_IDENTITY_TOKEN_FILE)")
  }

  @Test("a refusal tells the code, the message and the role, without echoed secrets")
  func refused() async throws {
    let sts = FakeNetwork { _ throws(HTTPError) in
      FakeNetwork.json(
        """
        <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
        <Code>AccessDenied</Code><Message>not for canary&#10;you</Message></Error></ErrorResponse>
        """, status: 403)
    }
    let error = await #expect(throws: STSError.self) {
      try await machine().chain(transport: sts).find()
    }
    let text = error?.description ?? ""
    #expect(text.contains("AccessDenied: not for <redacted> you"))
    #expect(text.contains("arn:aws:iam::123456789012:role/demo"))
    #expect(!text.contains("canary"))
  }

  @Test("an answer that is no credentials is refused", arguments: ["", "{}", "<a>", "<a/>"])
  func malformed(body: String) async throws {
    let sts = FakeNetwork { _ throws(HTTPError) in FakeNetwork.json(body) }
    await #expect(throws: STSError.malformed(role: "arn:aws:iam::123456789012:role/demo")) {
      try await machine().chain(transport: sts).find()
    }
  }

  @Test("a role that asks for MFA says so instead of waiting for a code")
  func mfa() async throws {
    let config = Self.config.replacing("external_id = a&b", with: "mfa_serial = arn:x")
    let error = await #expect(throws: AssumeRoleError.self) {
      try await machine(config).chain(transport: FakeNetwork.aws).find()
    }
    #expect(error == AssumeRoleError(profile: "default", problem: .mfa))
  }

  @Test("a duration that is no number is an error that names it")
  func badDuration() async throws {
    let config = Self.config.replacing("= 900", with: "= 1h")
    let error = await #expect(throws: AssumeRoleError.self) {
      try await machine(config).chain(transport: FakeNetwork.aws).find()
    }
    #expect(error == AssumeRoleError(profile: "default", problem: .badDuration("1h")))
  }

  @Test("a loop is shown with the profiles it leads through")
  func loop() async throws {
    let role = "role_arn = r\nsource_profile = "
    let config = "[default]\n\(role)a\n[profile a]\n\(role)b\n[profile b]\n\(role)a\n"
    let error = await #expect(throws: AssumeRoleError.self) {
      try await machine(config).chain(transport: FakeNetwork.aws).find()
    }
    #expect(error?.description.contains("default > a > b > a") == true)
  }

  @Test(
    "regions of China are asked at their own domain",
    arguments: zip(
      ["us-east-1", "cn-north-1", "us-gov-west-1"],
      ["amazonaws.com", "amazonaws.com.cn", "amazonaws.com"]))
  func partitions(region: String, domain: String) {
    #expect(AWSPartition.domain(of: region) == domain)
  }
}
