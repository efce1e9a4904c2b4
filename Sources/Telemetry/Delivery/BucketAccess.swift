import Hashing

/// How S3 is reached: where to begin, and a client for whichever region a bucket turns out to be in.
package struct BucketAccess: Sendable {
  let region: String
  /// In place of AWS's own hosts (AWS_ENDPOINT_URL_S3).
  let endpoint: String?
  let client: @Sendable (_ region: String, _ endpoints: AWSEndpoints) -> AWSClient

  /// `client` must try each call once: the delivery tries again by itself.
  package init(
    region: String, endpoint: String?,
    client: @escaping @Sendable (_ region: String, _ endpoints: AWSEndpoints) -> AWSClient
  ) {
    self.region = region
    self.endpoint = endpoint
    self.client = client
  }

  /// A name that becomes part of a host: the rules of S3's general purpose buckets.
  package static func isBucketName(_ name: String) -> Bool {
    (3...63).contains(name.utf8.count) && !name.contains("..")
      && [name.first, name.last].allSatisfy {
        $0.map { $0.isASCII && ($0.isLetter || $0.isNumber) } ?? false
      }
      && name.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "-"), UInt8(ascii: "."):
          true
        default: false
        }
      }
  }

  /// A call on one object, and the endpoints it is meant for.
  ///
  /// AWS's own hosts carry the bucket in their name, except where a dot in it would break their
  /// certificates; other servers have it in the path.
  func put(
    _ attachment: Parcel.Attachment, bucket: String, key: String, region: String, limits: HTTPLimits
  ) -> (call: AWSCall, endpoints: AWSEndpoints) {
    let isInHost = endpoint == nil && !bucket.contains(".")
    let keys = key.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    var call = AWSCall.rest(
      .s3, "PutObject", method: "PUT", path: (isInHost ? [] : [bucket]) + keys,
      headers: [
        HTTPHeader("Content-Type", attachment.mediaType),
        HTTPHeader("x-amz-sdk-checksum-algorithm", "SHA256"),
        HTTPHeader("x-amz-checksum-sha256", SHA256.hash(attachment.bytes).base64),
      ], body: attachment.bytes)
    call.limits = limits
    var endpoints = AWSEndpoints(everywhere: endpoint)
    if isInHost {
      endpoints.everywhere = "https://\(bucket).s3.\(region).\(AWSPartition.domain(of: region))"
    }
    return (call, endpoints)
  }
}
