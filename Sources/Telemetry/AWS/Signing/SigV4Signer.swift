package import CostModel
import Hashing

/// AWS Signature Version 4 in the Authorization header, for one region and service.
///
/// Pure: the same request, credentials and date give the same signature. The path must come
/// percent-encoded as it is to be sent; the query is brought into its strict, sorted form.
package struct SigV4Signer: Sendable, Hashable {
  package let region: String
  /// The signing name, such as `monitoring` for CloudWatch.
  package let service: String

  package init(region: String, service: String) {
    self.region = region
    self.service = service
  }

  /// The request as it must be sent; earlier signatures on it are replaced.
  package func sign(
    _ request: HTTPRequest, with credentials: AWSCredentials, at date: Instant
  ) throws(HTTPError) -> HTTPRequest {
    guard let url = HTTPURL(request.url) else { throw .badURL }
    var signed = request
    let query = CanonicalRequest.query(of: url)
    signed.url = url.replacing(query: query)
    for name in ["Authorization", "Date", "X-Amz-Security-Token"] { signed.removeHeader(name) }
    signed.setHeader("X-Amz-Date", date.basicISO8601)
    if let token = credentials.sessionToken {
      signed.setHeader("X-Amz-Security-Token", token.revealed)
    }
    let payloadHash = SHA256.hash(request.body).hexadecimal
    if isS3 { signed.setHeader("X-Amz-Content-SHA256", payloadHash) }

    let canonical = CanonicalRequest(
      signed, url: url, query: query, payloadHash: payloadHash, isS3: isS3)
    let scope = "\(date.basicISO8601.prefix(8))/\(region)/\(service)/aws4_request"
    let signature = signature(
      of: [
        "AWS4-HMAC-SHA256", date.basicISO8601, scope,
        SHA256.hash(Array(canonical.text.utf8)).hexadecimal,
      ].joined(separator: "\n"),
      secret: credentials.secretAccessKey, day: String(date.basicISO8601.prefix(8)))
    signed.setHeader(
      "Authorization",
      "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope), "
        + "SignedHeaders=\(canonical.signedHeaders), Signature=\(signature)")
    return signed
  }

  /// S3 keys are bytes: no segment is dropped and nothing is encoded a second time.
  private var isS3: Bool { service == "s3" }

  private func signature(of text: String, secret: Secret, day: String) -> String {
    let first = Array("AWS4\(secret.revealed)".utf8)
    let key = [day, region, service, "aws4_request"].reduce(first) { key, part in
      SHA256.authenticationCode(of: part, key: key)
    }
    return SHA256.authenticationCode(of: text, key: key).hexadecimal
  }
}

extension Instant {
  /// `20260105T000000Z`.
  var basicISO8601: String { iso8601.filter { $0 != "-" && $0 != ":" } }
}
