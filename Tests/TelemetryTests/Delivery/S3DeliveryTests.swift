import CostModel
import Hashing
import Testing

@testable import Telemetry

@Suite("Delivery to S3")
struct S3DeliveryTests {
  private func delivered(
    _ fixture: DeliveryFixture, bucket: String = "finops-reports", key: String = "costctl/"
  ) async -> DeliveryReceipt {
    await fixture.dispatch.deliver(
      DeliveryFixture.parcel(), to: .s3(bucket: bucket, key: key))
  }

  private static func error(
    _ status: Int, _ code: String, region: String? = nil, body: String = ""
  ) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: region.map { [HTTPHeader("x-amz-bucket-region", $0)] } ?? [],
      body: Array("<Error><Code>\(code)</Code><Message>no</Message>\(body)</Error>".utf8))
  }

  @Test("a folder takes every attachment, at the bucket's own host, with its hash")
  func folder() async throws {
    let fixture = DeliveryFixture()
    #expect(await delivered(fixture).status == .delivered)
    let host = "https://finops-reports.s3.us-east-1.amazonaws.com/costctl/costctl-2026-W48"
    #expect(
      fixture.transport.sent.map(\.url) == ["html", "md", "json"].map { "\(host).\($0)" })
    let page = try #require(fixture.transport.sent.first)
    #expect(page.method == "PUT" && page.body == DeliveryFixture.page)
    #expect(page.header("Content-Type") == "text/html; charset=utf-8")
    let hash = SHA256.hash(DeliveryFixture.page)
    #expect(page.header("x-amz-checksum-sha256") == hash.base64)
    #expect(page.header("x-amz-content-sha256") == hash.hexadecimal)
    #expect(page.header("Authorization")?.contains("/us-east-1/s3/aws4_request") == true)
    #expect(page.header("Authorization")?.contains("x-amz-checksum-sha256") == true)
  }

  @Test(
    "the path says what goes where",
    arguments: [
      ("", ["/costctl-2026-W48.html", "/costctl-2026-W48.md", "/costctl-2026-W48.json"]),
      ("r/{period}.json", ["/r/2026-W48.json"]),
      ("{period}/a b+c.html", ["/2026-W48/a%20b%2Bc.html"]),
    ])
  func keys(key: String, paths: [String]) async {
    let fixture = DeliveryFixture()
    _ = await delivered(fixture, key: key)
    #expect(
      fixture.transport.sent.map { String($0.url.trimmingPrefix(/https:..[^\/]+/)) } == paths)
  }

  @Test("a server of one's own, and a bucket with a dot, have the bucket in the path")
  func pathStyle() async {
    let own = DeliveryFixture(endpoint: "https://minio.example:9000/base/")
    _ = await delivered(own, key: "x.md")
    #expect(own.transport.sent[0].url == "https://minio.example:9000/base/finops-reports/x.md")
    let dotted = DeliveryFixture()
    _ = await delivered(dotted, bucket: "a.b.c", key: "x.md")
    #expect(dotted.transport.sent[0].url == "https://s3.us-east-1.amazonaws.com/a.b.c/x.md")
  }

  @Test(
    "a bucket in another region is found there, once, and never at an address out of the answer",
    arguments: [
      error(301, "PermanentRedirect", region: "eu-west-1"),
      error(307, "TemporaryRedirect", region: "eu-west-1"),
      error(400, "AuthorizationHeaderMalformed", body: "<Region>eu-west-1</Region>"),
    ])
  func otherRegion(answer: HTTPResponse) async {
    let redirect = HTTPResponse(
      status: answer.status,
      headers: answer.headers + [HTTPHeader("Location", "https://evil.example/")],
      body: answer.body)
    let fixture = DeliveryFixture(AnsweringTransport(redirect, .text(200, "")))
    let receipt = await delivered(fixture)
    #expect(receipt.status == .delivered && receipt.attempts == 1)
    #expect(receipt.detail == "the bucket is in eu-west-1")
    #expect(
      fixture.transport.sent.dropFirst().allSatisfy {
        $0.url.hasPrefix("https://finops-reports.s3.eu-west-1.amazonaws.com/")
          && $0.header("Authorization")?.contains("/eu-west-1/s3/") == true
      })
    #expect(fixture.transport.sent.count == 4)
  }

  @Test("a bucket that is always elsewhere is not followed round")
  func roundabout() async {
    let fixture = DeliveryFixture(
      AnsweringTransport { _, number in
        Self.error(301, "PermanentRedirect", region: number == 0 ? "eu-west-1" : "eu-west-2")
      })
    let receipt = await delivered(fixture)
    #expect(receipt.status == .failed && fixture.transport.sent.count == 2)
    #expect(receipt.detail == "the bucket finops-reports is in eu-west-2, not in eu-west-1")
  }

  @Test(
    "what S3 refuses is told in words and not tried again",
    arguments: [
      (error(404, "NoSuchBucket"), "there is no bucket finops-reports"),
      (error(403, "AccessDenied"), "the credentials lack s3:PutObject on finops-reports"),
      (error(403, "InvalidAccessKeyId"), "S3 does not know the access key"),
      (
        error(301, "PermanentRedirect"),
        "the bucket finops-reports is in another region, not in us-east-1"
      ),
      (error(400, "BadDigest"), "the object was damaged on its way"),
      (error(400, "KeyTooLongError"), "S3 answered KeyTooLongError (no)"),
    ])
  func words(answer: HTTPResponse, detail: String) async {
    let fixture = DeliveryFixture(AnsweringTransport(answer))
    let receipt = await delivered(fixture)
    #expect(receipt.status == .failed && receipt.attempts == 1 && receipt.detail == detail)
  }

  @Test("after an error of the service's own, only what is missing is put again")
  func resumes() async {
    let fixture = DeliveryFixture(
      AnsweringTransport { _, number in
        number == 1 ? Self.error(503, "SlowDown") : .text(200, "")
      })
    let receipt = await delivered(fixture)
    #expect(receipt.status == .delivered && receipt.attempts == 2)
    #expect(
      fixture.transport.sent.map { String($0.url.suffix(4)) } == ["html", "8.md", "8.md", "json"])
  }

  @Test(
    "a name that is no bucket's is refused before anything is sent",
    arguments: ["a", "Upper-Case", "evil.example/x", "a..b", "-ab", "ab-", "bucket_name"])
  func bucketNames(bucket: String) async {
    let fixture = DeliveryFixture()
    #expect(await delivered(fixture, bucket: bucket).status == .failed)
    #expect(fixture.transport.sent.isEmpty)
  }
}
