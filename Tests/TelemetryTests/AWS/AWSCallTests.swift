import CostModel
import Foundation
import Testing

@testable import Telemetry

@Suite("AWSCall on the wire")
struct AWSCallTests {
  private func sent(
    _ call: AWSCall, region: String = "eu-west-1", endpoints: AWSEndpoints = AWSEndpoints()
  ) async throws(AWSError) -> HTTPRequest? {
    let transport = AnsweringTransport(.text(200, "{}"))
    let client = AWSClient(
      region: region, transport: transport, credentials: NumberedCredentials(),
      endpoints: endpoints, now: { Instant(epochSeconds: 0) }, timer: SleeplessClock(),
      random: { 0 })
    try await client.send(call) { _ in }
    return transport.sent.first
  }

  @Test("CloudWatch speaks JSON 1.0 and signs its headers")
  func json() async throws {
    let call = AWSCall.json(
      .cloudWatch, "GetMetricData", target: "GraniteServiceVersion20100801", body: [0x7B, 0x7D])
    let request = try #require(try await sent(call))
    #expect(request.method == "POST")
    #expect(request.url == "https://monitoring.eu-west-1.amazonaws.com/")
    #expect(request.header("content-type") == "application/x-amz-json-1.0")
    #expect(request.header("x-amz-target") == "GraniteServiceVersion20100801.GetMetricData")
    let authorization = try #require(request.header("Authorization"))
    #expect(authorization.contains("/19700101/eu-west-1/monitoring/aws4_request"))
    #expect(
      authorization.contains(
        "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target"))
  }

  @Test("Lambda gets an ARN as one encoded path segment")
  func rest() async throws {
    let call = AWSCall.rest(
      .lambda, "ListTags", path: ["2017-03-31", "tags", "arn:aws:lambda:x:1:function:f/g"],
      query: ["Marker": "a+b/=", "MaxItems": "50"])
    #expect(
      try await sent(call)?.url
        == "https://lambda.eu-west-1.amazonaws.com/2017-03-31/tags/"
        + "arn%3Aaws%3Alambda%3Ax%3A1%3Afunction%3Af%2Fg?Marker=a%2Bb%2F%3D&MaxItems=50")
  }

  @Test("STS gets a form, unsigned where the call needs no key")
  func query() async throws {
    let call = AWSCall.query(
      .sts, "AssumeRoleWithWebIdentity", version: "2011-06-15",
      parameters: ["RoleSessionName": "a b&c"], isSigned: false)
    let request = try #require(try await sent(call))
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=a%20b%26c")
    #expect(request.header("Authorization") == nil)
    #expect(request.header("X-Amz-Security-Token") == nil)
  }

  @Test(
    "every partition has its own domain",
    arguments: [
      ("us-east-1", "amazonaws.com"), ("us-gov-west-1", "amazonaws.com"),
      ("cn-north-1", "amazonaws.com.cn"), ("us-iso-east-1", "c2s.ic.gov"),
      ("eusc-de-east-1", "amazonaws.eu"),
    ])
  func partitions(region: String, domain: String) async throws {
    let call = AWSCall.query(.sts, "GetCallerIdentity", version: "2011-06-15")
    #expect(try await sent(call, region: region)?.url == "https://sts.\(region).\(domain)/")
  }

  @Test("a service's own endpoint goes before the one for all, and keeps its path")
  func overrides() async throws {
    let endpoints = AWSEndpoints(
      everywhere: "http://127.0.0.1:5000",
      byService: [.cloudWatch: "https://proxy.example:443/monitoring/"])
    let metrics = AWSCall.json(.cloudWatch, "ListMetrics", target: "G", body: [])
    let functions = AWSCall.rest(.lambda, "ListFunctions", path: ["functions", ""])
    #expect(
      try await sent(metrics, endpoints: endpoints)?.url == "https://proxy.example/monitoring/")
    #expect(
      try await sent(functions, endpoints: endpoints)?.url == "http://127.0.0.1:5000/functions/")
  }

  @Test(
    "a region that is no host label goes nowhere",
    arguments: ["", "evil.example/", "us-east-1.evil", "us east", "-x", "US-EAST-1", "x@y"])
  func badRegions(region: String) async throws {
    let call = AWSCall.query(.sts, "GetCallerIdentity", version: "2011-06-15")
    await #expect(throws: AWSError.badRegion(region)) { try await sent(call, region: region) }
  }

  @Test(
    "an endpoint that is no address is named by its service",
    arguments: ["localhost", "http://h/?q"])
  func badEndpoints(endpoint: String) async throws {
    let call = AWSCall.query(.sts, "GetCallerIdentity", version: "2011-06-15")
    await #expect(throws: AWSError.badEndpoint(service: "sts")) {
      try await sent(call, endpoints: AWSEndpoints(everywhere: endpoint))
    }
  }
}

@Suite("RequestRate")
struct RequestRateTests {
  @Test(
    "a hundred turns at 40 a second with a burst of 4 take 96 intervals", .timeLimit(.minutes(1)))
  func rate() async throws {
    let clock = SleeplessClock()
    let rate = RequestRate(perSecond: 40, burst: 4, clock: clock)
    for _ in 0..<100 { try await rate.turn() }
    #expect(clock.now.elapsed == .milliseconds(25 * 96))
    #expect(clock.sleeps.count == 96)
  }

  @Test("a pause fills the bucket up to the burst and no further")
  func pause() async throws {
    let clock = SleeplessClock()
    let rate = RequestRate(perSecond: 10, burst: 2, clock: clock)
    try await clock.sleep(for: .seconds(60))
    for _ in 0..<3 { try await rate.turn() }
    #expect(clock.sleeps == [.seconds(60), .milliseconds(100)])
  }

  @Test("turns of any weight stay under the quota in every second", arguments: [1, 7, 13])
  func quota(share: Int) async throws {
    let clock = SleeplessClock()
    let rate = AWSQuota.metricPoints.rate(clock: clock)
    var sent: [(at: Double, points: Double)] = []
    for number in 0..<60 {
      let points = 100_800.0 / Double(number % share + 1)
      try await rate.turn(of: points)
      sent.append((clock.now.elapsed.inSeconds, points))
    }
    let busiest = sent.map { first in
      sent.filter { $0.at >= first.at && $0.at < first.at + 1 }.reduce(0) { $0 + $1.points }
    }.max()
    #expect((busiest ?? 0) <= AWSQuota.metricPoints.perSecond)
    #expect((busiest ?? 0) > 0.6 * AWSQuota.metricPoints.perSecond)
  }

  @Test("every attempt takes a turn")
  func attempts() async throws {
    let clock = SleeplessClock()
    let transport = AnsweringTransport(.fault(400, "Throttling"), .text(200, "{}"))
    let client = AWSClient(
      region: "eu-west-1", transport: transport, credentials: NumberedCredentials(),
      rate: RequestRate(perSecond: 1, clock: clock), now: { Instant(epochSeconds: 0) },
      timer: clock, random: { 0 })
    try await client.send(.rest(.lambda, "ListFunctions", path: ["f"])) { _ in }
    #expect(clock.now.elapsed == .seconds(1))
  }
}
