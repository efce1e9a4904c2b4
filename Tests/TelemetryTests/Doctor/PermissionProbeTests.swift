import CostModel
import Foundation
import TestSupport
import Testing

@testable import Telemetry

@Suite("What doctor asks AWS")
struct PermissionProbeTests {
  private static let now = Instant(epochSeconds: 1_767_229_511)

  @Test(
    "an answer means the permission is there, whatever it says", arguments: PullPermission.allCases)
  func allowed(permission: PullPermission) async {
    let transport = AnsweringTransport(.text(200, "{}"))
    #expect(await Self.probe(transport).ask(permission) == .allowed)
    #expect(transport.sent.count == 1)
  }

  @Test("a refusal names the missing permission", arguments: PullPermission.allCases)
  func denied(permission: PullPermission) async {
    let message = "User: arn:aws:iam::1:user/u is not authorized to perform: \(permission.rawValue)"
    let transport = AnsweringTransport(.fault(403, "AccessDeniedException", message))
    guard case .denied(let fault) = await Self.probe(transport).ask(permission) else {
      Issue.record("not recognized as denied")
      return
    }
    #expect(fault.missingPermission == permission.rawValue)
  }

  @Test("a broken service says nothing about permissions")
  func unclear() async {
    let transport = AnsweringTransport(.text(500, ""))
    guard case .unclear = await Self.probe(transport).ask(.listFunctions) else {
      Issue.record("taken for an answer")
      return
    }
  }

  @Test("the metric that is paid for is one, over one whole hour")
  func metricQuery() async throws {
    let transport = AnsweringTransport(.text(200, "{}"))
    _ = await Self.probe(transport).ask(.getMetricData)
    let sent = try #require(transport.sent.first)
    let body = try JSONSerialization.jsonObject(with: Data(sent.body)) as? [String: Any]
    let queries = try #require(body?["MetricDataQueries"] as? [Any])
    #expect(queries.count == 1)
    #expect(body?["StartTime"] as? Int == 1_767_225_600)
    #expect(body?["EndTime"] as? Int == 1_767_229_200)
  }

  @Test("the policy allows what is asked for and nothing else")
  func policy() throws {
    let document = try JSONSerialization.jsonObject(with: Data(PullPermission.policy.utf8))
    let statements = try #require((document as? [String: Any])?["Statement"] as? [[String: Any]])
    #expect(statements.count == 1)
    #expect(
      Set(statements[0]["Action"] as? [String] ?? [])
        == Set(PullPermission.allCases.map(\.rawValue)))
  }

  /// The example answer of the AWS STS API reference for GetCallerIdentity.
  private static let identity = """
    <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
      <GetCallerIdentityResult>
        <Arn>arn:aws:iam::123456789012:user/Alice</Arn>
        <UserId>AIDACKCEVSQ6C2EXAMPLE</UserId>
        <Account>123456789012</Account>
      </GetCallerIdentityResult>
      <ResponseMetadata><RequestId>01234567-89ab-cdef-0123-456789abcdef</RequestId></ResponseMetadata>
    </GetCallerIdentityResponse>
    """

  @Test("the identity comes with the service's time")
  func callerIdentity() async throws {
    let transport = AnsweringTransport(
      .text(200, Self.identity, ["Date": "Thu, 01 Jan 2026 01:10:00 GMT"]))
    #expect(
      try await Self.client(transport).callerIdentity()
        == CallerIdentity(
          account: "123456789012", arn: "arn:aws:iam::123456789012:user/Alice",
          serviceTime: Instant(epochSeconds: 1_767_229_800)))
  }

  private static func probe(_ transport: AnsweringTransport) -> PermissionProbe {
    PermissionProbe(client(transport), now: { now })
  }

  private static func client(_ transport: AnsweringTransport) -> AWSClient {
    AWSClient(
      region: "us-east-1", transport: transport, credentials: NumberedCredentials(),
      now: { now }, timer: SleeplessClock(), random: { 0.5 })
  }
}
