import CostModel
import Foundation
import Testing

@testable import Telemetry

@Suite("SigV4Signer")
struct SigV4SignerTests {
  @Test("signs every awkward request as botocore does", arguments: try SignedByBotocore.recorded())
  func equalsBotocore(expected: SignedByBotocore) throws {
    let signed = try expected.signer.sign(
      expected.request, with: expected.credentials, at: expected.date)
    #expect(signed.header("Authorization") == expected.authorization)
  }

  @Test(
    "signing what was signed before changes nothing", arguments: try SignedByBotocore.recorded())
  func isIdempotent(expected: SignedByBotocore) throws {
    let once = try expected.signer.sign(
      expected.request, with: expected.credentials, at: expected.date)
    let twice = try expected.signer.sign(once, with: expected.credentials, at: expected.date)
    #expect(Set(once.headers) == Set(twice.headers))
    #expect(once.url == twice.url)
  }

  @Test("sends the query in the form that was signed")
  func strictQuery() throws {
    let signer = SigV4Signer(region: "us-east-1", service: "lambda")
    let signed = try signer.sign(
      HTTPRequest(url: "https://h.example/p?b=/&a=x+y&flag#part"),
      with: AWSCredentials(accessKeyID: "k", secretAccessKey: Secret("s")),
      at: Instant(epochSeconds: 0))
    #expect(signed.url == "https://h.example/p?a=x%2By&b=%2F&flag=")
  }

  @Test("drops a token that belongs to other credentials")
  func staleToken() throws {
    let signer = SigV4Signer(region: "us-east-1", service: "lambda")
    let signed = try signer.sign(
      HTTPRequest(
        url: "https://h.example/", headers: [HTTPHeader("x-amz-security-token", "stale")]),
      with: AWSCredentials(accessKeyID: "k", secretAccessKey: Secret("s")),
      at: Instant(epochSeconds: 0))
    #expect(signed.header("X-Amz-Security-Token") == nil)
  }

  @Test("refuses an address that has no host")
  func refusesRelativeURL() {
    let signer = SigV4Signer(region: "us-east-1", service: "lambda")
    #expect(throws: HTTPError.badURL) {
      try signer.sign(
        HTTPRequest(url: "/p"),
        with: AWSCredentials(accessKeyID: "k", secretAccessKey: Secret("s")),
        at: Instant(epochSeconds: 0))
    }
  }
}
