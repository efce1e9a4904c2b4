import CostModel

extension DeliveryDispatch {
  /// Puts every object that belongs there; a second time the same objects are written over.
  func upload(_ parcel: Parcel, to bucket: String, key: String) async -> DeliveryReceipt {
    var left = parcel.placed(at: key)[...]
    guard !left.isEmpty else { return refusal("the report has nothing for \(key)") }
    guard BucketAccess.isBucketName(bucket) else {
      return refusal("\(bucket.printable(80)) is not the name of a bucket")
    }
    guard let buckets else { return refusal("no AWS account is set up") }
    var place = BucketPlace(bucket: bucket, access: buckets)
    return await persistence.deliver {
      while let object = left.first {
        do throws(AWSError) {
          try await put(object.attachment, as: object.path, to: &place)
          left.removeFirst()
        } catch {
          return place.outcome(error)
        }
      }
      return .delivered(place.detail)
    }
  }

  /// Once more where S3 says the bucket is, when that is elsewhere: at AWS's host there, never at an
  /// address out of the answer.
  private func put(
    _ attachment: Parcel.Attachment, as key: String, to place: inout BucketPlace
  ) async throws(AWSError) {
    do throws(AWSError) {
      try await put(attachment, as: key, to: place)
    } catch {
      guard place.moves(after: error) else { throw error }
      try await put(attachment, as: key, to: place)
    }
  }

  private func put(
    _ attachment: Parcel.Attachment, as key: String, to place: BucketPlace
  ) async throws(AWSError) {
    let (call, endpoints) = place.access.put(
      attachment, bucket: place.bucket, key: key, region: place.region, limits: limits)
    try await place.access.client(place.region, endpoints).send(call) { _ in }
  }
}

/// A bucket and the region it is taken to be in.
private struct BucketPlace {
  let bucket: String
  let access: BucketAccess
  private(set) var region: String
  private var hasMoved = false

  init(bucket: String, access: BucketAccess) {
    self.bucket = bucket
    self.access = access
    region = access.region
  }

  /// For the record of a delivery that was not to where it first went.
  var detail: String? { hasMoved ? "the bucket is in \(region)" : nil }

  /// Whether the error names another region to try, which is done once.
  mutating func moves(after error: AWSError) -> Bool {
    guard !hasMoved, let named = error.fault?.region, named != region, named.isHostLabel else {
      return false
    }
    hasMoved = true
    region = named
    return true
  }

  func outcome(_ error: AWSError) -> DeliveryOutcome {
    guard RetryPolicy.isTransient(error) else { return .failed(clause(error)) }
    return .again(clause(error), pause: error.fault?.retryAfter)
  }

  private func clause(_ error: AWSError) -> String {
    switch error {
    case .transport(let error, _, _): error.clause
    case .denied(let permission, _): "the credentials lack \(permission) on \(bucket)"
    case .fault(let fault): words(fault)
    case .noCredentials(_, let reason): "no credentials: \(reason)"
    case .badRegion, .badEndpoint, .unreadable, .cancelled: "\(error)"
    }
  }

  private func words(_ fault: AWSFault) -> String {
    switch fault.code {
    case "NoSuchBucket": return "there is no bucket \(bucket)"
    case "PermanentRedirect", "TemporaryRedirect", "AuthorizationHeaderMalformed",
      "IllegalLocationConstraintException", "HTTP 301", "HTTP 307":
      let place = fault.region.map { "in \($0)" } ?? "in another region"
      return "the bucket \(bucket) is \(place), not in \(region)"
    case "InvalidAccessKeyId": return "S3 does not know the access key"
    case "SignatureDoesNotMatch":
      return "S3 refuses the signature: check the secret access key and this machine's clock"
    case "BadDigest", "XAmzContentSHA256Mismatch": return "the object was damaged on its way"
    default:
      let words = fault.message.isEmpty ? "" : " (\(fault.message))"
      return "S3 answered \(fault.code)\(words)"
    }
  }
}
