package import CostModel

/// Sends parcels over the network; what goes wrong is in the receipt.
package struct DeliveryDispatch: Sendable {
  let transport: any HTTPTransport
  let mail: any MailTransport
  let buckets: BucketAccess?
  let persistence: DeliveryPersistence
  let limits: HTTPLimits
  let now: @Sendable () -> Instant

  /// - Parameters:
  ///   - transport: must not keep connections, over which libcurl may send twice by itself.
  ///   - buckets: nil where nothing goes to S3.
  ///   - timeout: for one whole exchange, the answer included.
  ///   - now: the time to sign and date with.
  package init(
    transport: any HTTPTransport, mail: any MailTransport, buckets: BucketAccess?,
    persistence: DeliveryPersistence, timeout: Duration, now: @escaping @Sendable () -> Instant
  ) {
    self.transport = transport
    self.mail = mail
    self.buckets = buckets
    self.persistence = persistence
    self.now = now
    var limits = HTTPLimits(
      connectTimeout: min(.seconds(10), timeout), totalTimeout: timeout,
      maximumBodyBytes: 64 << 10)
    limits.answersRedirects = true
    limits.takesPartialBody = true
    self.limits = limits
  }

  package func deliver(_ parcel: Parcel, to address: DeliveryAddress) async -> DeliveryReceipt {
    switch address {
    case .s3(let bucket, let key): await upload(parcel, to: bucket, key: key)
    case .slack(let url): await post(SlackMessage(parcel), to: url)
    case .webhook(let url, let key): await post(parcel, to: url, signedWith: key)
    case .email(let addressing): await mail(parcel, addressing)
    }
  }

  /// Nothing was tried.
  func refusal(_ clause: String) -> DeliveryReceipt {
    DeliveryReceipt(status: .failed, attempts: 0, seconds: 0, detail: clause)
  }
}
