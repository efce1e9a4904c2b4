import CostModel
import Telemetry

/// Takes a report where the configuration says, by file or over the network.
struct ReportCourier: Sendable {
  let session: Session
  /// Which account puts objects, and where AWS is reached.
  var access = DeliveryAccess()

  /// Never throws: what went wrong is in the receipt.
  func deliver(_ parcel: Parcel, to delivery: Delivery) async -> DeliveryReceipt {
    do {
      switch delivery.target {
      case .file(let pattern): return file(parcel, at: pattern)
      case .s3(let bucket, let key):
        return try await send(parcel, to: .s3(bucket: bucket, key: key), of: delivery)
      case .slack(let url):
        return try await send(parcel, to: .slack(url: try secret(url)), of: delivery)
      case .webhook(let url, let key):
        return try await send(
          parcel, to: .webhook(url: try secret(url), key: try key.map(secret)), of: delivery)
      case .email(let email):
        return try await send(parcel, to: .email(try addressing(email)), of: delivery)
      }
    } catch {
      return DeliveryReceipt(
        status: .failed, attempts: 0, seconds: 0, detail: Messages.sentence(of: error))
    }
  }

  private func send(
    _ parcel: Parcel, to address: DeliveryAddress, of delivery: Delivery
  ) async throws -> DeliveryReceipt {
    let dispatch = try access.dispatch(for: delivery, in: session)
    return await dispatch.deliver(parcel, to: address)
  }

  private func secret(_ reference: SecretReference) throws(SecretError) -> Secret {
    try reference.read(in: session)
  }

  private func addressing(_ email: Delivery.Email) throws(SecretError) -> EmailAddressing {
    let from =
      email.from ?? email.user.flatMap { EmailAddressing.isAddress($0) ? $0 : nil } ?? email.to[0]
    return EmailAddressing(
      from: from, to: email.to, server: email.smtp, user: email.user ?? from,
      password: try email.password.map(secret))
  }
}

extension Delivery {
  /// Whether a second sending leaves things as the first did: only then is an unclear one repeated.
  ///
  /// A webhook could tell a repeat by its Idempotency-Key, but nobody knows whether it looks.
  var isRepeatable: Bool {
    switch target {
    case .file, .s3: true
    case .slack, .webhook, .email: false
    }
  }

  /// What the history calls it, free of secrets.
  var label: String {
    switch target {
    case .file(let path): "file \(path)"
    case .s3(let bucket, let key): "s3://\(bucket)/\(key)"
    case .slack(let url): "slack \(url.label)"
    case .webhook(let url, _): "webhook \(url.label)"
    case .email(let email): "email \(email.to.joined(separator: ", "))"
    }
  }
}
