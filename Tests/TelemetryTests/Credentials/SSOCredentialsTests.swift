import CostModel
import Testing

@testable import Telemetry

@Suite("SSO credentials")
struct SSOCredentialsTests {
  private static let session = """
    [default]
    sso_session = my-sso
    sso_account_id = 123456789012
    sso_role_name = Read & Only
    [sso-session my-sso]
    sso_region = eu-west-1
    sso_start_url = https://x.awsapps.com/start
    """
  // hashlib.sha1(b"my-sso") and hashlib.sha1(b"https://x.awsapps.com/start") in Python.
  private static let sessionFile =
    "/home/u/.aws/sso/cache/0ad374308c5a4e22f723adf10145eafad7c4031c.json"
  private static let legacyFile =
    "/home/u/.aws/sso/cache/3947de8b16688092197fa616c34e01335f21d256.json"

  private func machine(_ token: String?, expires: String = "2026-01-01T00:00:01Z") -> FakeMachine {
    FakeMachine(
      config: Self.session,
      files: token.map {
        [Self.sessionFile: #"{"accessToken":"\#($0)","expiresAt":"\#(expires)"}"#]
      } ?? [:])
  }

  @Test("the role is asked for over the portal with the cached token")
  func roleCredentials() async throws {
    let portal = FakeNetwork { request throws(HTTPError) in
      let url =
        "https://portal.sso.eu-west-1.amazonaws.com/federation/credentials"
        + "?role_name=Read%20%26%20Only&account_id=123456789012"
      guard request.url == url, request.header("x-amz-sso_bearer_token") == "canary" else {
        return HTTPResponse(status: 400)
      }
      return FakeNetwork.json(FakeNetwork.sso)
    }
    let found = try await machine("canary").chain(transport: portal).find().1
    #expect(found.source == "profile default (SSO)")
    #expect(
      found.credentials
        == AWSCredentials(
          accessKeyID: "SSO", secretAccessKey: Secret("s"), sessionToken: Secret("t"),
          expiration: Instant(iso8601: "2040-01-01T00:00:00Z"), accountID: "123456789012"))
  }

  @Test("without a session the token is filed under the start URL, its zone may read UTC")
  func legacy() async throws {
    let config = """
      [default]
      sso_start_url = https://x.awsapps.com/start
      sso_region = us-east-1
      sso_account_id = 1
      sso_role_name = r
      """
    let machine = FakeMachine(
      config: config,
      files: [Self.legacyFile: #"{"accessToken":"t","expiresAt":"2026-01-01T00:00:01UTC"}"#])
    let found = try await machine.chain(transport: FakeNetwork.aws).find().1
    #expect(found.credentials.accessKeyID == "SSO")
  }

  @Test("an expired or missing login names the command that renews it")
  func login() async throws {
    for machine in [machine(nil), machine("t", expires: "2026-01-01T00:00:00Z")] {
      let error = await #expect(throws: SSOError.self) {
        try await machine.chain(transport: FakeNetwork.aws).find()
      }
      #expect(error?.description.hasSuffix("run aws sso login --profile default") == true)
    }
  }

  @Test(
    "a damaged token file is named", arguments: ["", "{}", "[1]", #"{"accessToken":"canary"}"#])
  func damaged(text: String) async throws {
    var machine = machine(nil)
    machine.files[Self.sessionFile] = text
    await #expect(
      throws: SSOError(profile: "default", problem: .badToken(path: Self.sessionFile))
    ) { try await machine.chain(transport: FakeNetwork.aws).find() }
  }

  @Test("401 asks for a new login, other refusals are quoted without the token")
  func refused() async throws {
    let unauthorized = FakeNetwork { _ throws(HTTPError) in HTTPResponse(status: 401) }
    await #expect(throws: SSOError(profile: "default", problem: .unauthorized)) {
      try await machine("canary").chain(transport: unauthorized).find()
    }
    let forbidden = FakeNetwork { _ throws(HTTPError) in
      HTTPResponse(
        status: 403, headers: [HTTPHeader("x-amzn-ErrorType", "ForbiddenException")],
        body: Array(#"{"message":"No access with canary"}"#.utf8))
    }
    let error = await #expect(throws: SSOError.self) {
      try await machine("canary").chain(transport: forbidden).find()
    }
    let text = error?.description ?? ""
    #expect(text.contains("ForbiddenException: No access with <redacted>"))
  }

  @Test("an sso_region that could change the host is refused")
  func badRegion() async throws {
    var machine = machine("t")
    machine.files["/home/u/.aws/config"] = Self.session.replacing(
      "eu-west-1", with: "evil.example/x")
    await #expect(throws: SSOError(profile: "default", problem: .badRegion)) {
      try await machine.chain(transport: FakeNetwork.aws).find()
    }
  }
}
