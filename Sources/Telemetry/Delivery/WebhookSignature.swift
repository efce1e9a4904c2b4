import CostModel
import Hashing

/// Proves to a receiver who holds the key that a body came from here, and when.
///
/// `v1` is the HMAC-SHA256 of `TIME.BODY`, so that a body caught on the way cannot be sent again later:
/// the scheme of Stripe's webhooks.
struct WebhookSignature: Hashable, Sendable {
  let header: HTTPHeader

  init(of body: [UInt8], key: Secret, at time: Instant) {
    let signed = Array("\(time.epochSeconds).".utf8) + body
    let code = SHA256.authenticationCode(of: signed, key: Array(key.revealed.utf8))
    header = HTTPHeader("X-Costctl-Signature", "t=\(time.epochSeconds),v1=\(code.hexadecimal)")
  }
}
