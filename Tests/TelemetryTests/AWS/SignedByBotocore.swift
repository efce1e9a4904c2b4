import CostModel
import Foundation
import Testing

@testable import Telemetry

/// A request and the Authorization header that botocore gave it: `Tests/Fixtures/sigv4`.
struct SignedByBotocore: Sendable, CustomTestStringConvertible {
  let request: HTTPRequest
  let credentials: AWSCredentials
  let signer: SigV4Signer
  let date: Instant
  let authorization: String

  var testDescription: String {
    "\(signer.service) \(request.method) \(request.url) \(signer.region), \(date.iso8601)"
  }

  static func recorded() throws -> [Self] {
    let file = AWSFixture.folder.appending(path: "sigv4/requests.json")
    let document = try JSONDecoder().decode(Document.self, from: Data(contentsOf: file))
    return try document.cases.map { try Self($0, keys: document) }
  }

  private init(_ row: Document.Case, keys: Document) throws {
    request = HTTPRequest(
      method: row.method, url: row.url, headers: row.headers.map { HTTPHeader($0[0], $0[1]) },
      body: Array(row.body.utf8))
    credentials = AWSCredentials(
      accessKeyID: keys.accessKeyID, secretAccessKey: Secret(keys.secretAccessKey),
      sessionToken: row.token ? Secret(keys.sessionToken) : nil)
    signer = SigV4Signer(region: row.region, service: row.service)
    date = try #require(Instant(iso8601: row.date))
    authorization = row.authorization
  }

  private struct Document: Decodable {
    struct Case: Decodable {
      let service, method, url, body, region, date, authorization: String
      let headers: [[String]]
      let token: Bool
    }

    let accessKeyID, secretAccessKey, sessionToken: String
    let cases: [Case]
  }
}
