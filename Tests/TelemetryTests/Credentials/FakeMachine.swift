import CostModel
import Foundation

@testable import Telemetry

/// A machine made of values: variables, files and a fixed time.
struct FakeMachine: Sendable {
  static let now = Instant(epochSeconds: 1_767_225_600)

  var variables: [String: String] = [:]
  var files: [String: String] = [:]

  init(
    config: String? = nil, credentials: String? = nil, variables: [String: String] = [:],
    files: [String: String] = [:]
  ) {
    self.variables = variables
    self.files = files
    self.files["/home/u/.aws/config"] = config
    self.files["/home/u/.aws/credentials"] = credentials
  }

  var environment: AWSEnvironment {
    let files = files
    return AWSEnvironment(
      variables: variables, homeDirectory: "/home/u",
      readFile: { path in files[path].map { Array($0.utf8) } }, now: { Self.now })
  }

  func settings(_ options: AWSOptions = AWSOptions()) throws -> AWSSettings {
    try AWSSettings(options, environment: environment)
  }

  func chain(
    _ options: AWSOptions = AWSOptions(), transport: any HTTPTransport = FakeNetwork.silent
  ) throws -> CredentialChain {
    CredentialChain(
      settings: try settings(options), environment: environment, transport: transport)
  }

  func context(transport: any HTTPTransport = FakeNetwork.silent) throws -> CredentialContext {
    CredentialContext(settings: try settings(), environment: environment, transport: transport)
  }
}

/// A network that answers from a closure.
struct FakeNetwork: HTTPTransport {
  let answer: @Sendable (HTTPRequest) throws(HTTPError) -> HTTPResponse

  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    try answer(request)
  }

  static let silent = FakeNetwork { request throws(HTTPError) in
    throw .timeout(host: HTTPURL(request.url)?.host ?? "?", after: .seconds(1))
  }

  static func json(_ text: String, status: Int = 200) -> HTTPResponse {
    HTTPResponse(status: status, body: Array(text.utf8))
  }
}

extension FakeNetwork {
  /// Every service that hands out credentials, each with its own key.
  static let aws = FakeNetwork { request throws(HTTPError) in
    let url = HTTPURL(request.url)
    switch url?.host {
    case "sts.us-east-1.amazonaws.com": return json(sts)
    case "portal.sso.us-east-1.amazonaws.com": return json(sso)
    case "169.254.170.2": return json(keys("TASK"))
    case "169.254.169.254" where url?.path == "/latest/api/token": return json("imds-token")
    case "169.254.169.254" where url?.path.hasSuffix("/r") == true: return json(keys("IMDS"))
    case "169.254.169.254": return json("r\n")
    default: throw .resolution(host: url?.host ?? "?")
    }
  }

  static func keys(_ id: String, expiration: String = "2040-01-01T00:00:00Z") -> String {
    """
    {"Code":"Success","Type":"AWS-HMAC","AccessKeyId":"\(id)","SecretAccessKey":"s","Token":"t",\
    "Expiration":"\(expiration)"}
    """
  }

  /// The example answer of the AWS STS API reference for AssumeRole, shortened.
  static let sts = """
    <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
      <SourceIdentity>DevUser123</SourceIdentity>
      <AssumedRoleUser>
        <Arn>arn:aws:sts::123456789012:assumed-role/demo/John</Arn>
        <AssumedRoleId>ARO123EXAMPLE123:John</AssumedRoleId>
      </AssumedRoleUser>
      <Credentials>
        <AccessKeyId>ASSUMED</AccessKeyId>
        <SecretAccessKey>wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY</SecretAccessKey>
        <SessionToken>
          AQoDYXdzEPT//////////wEXAMPLE&amp;tc0=
        </SessionToken>
        <Expiration>2040-11-09T13:34:41Z</Expiration>
      </Credentials>
    </AssumeRoleResult></AssumeRoleResponse>
    """

  static let sso = """
    {"roleCredentials":{"accessKeyId":"SSO","secretAccessKey":"s","sessionToken":"t",\
    "expiration":2208988800000}}
    """
}
