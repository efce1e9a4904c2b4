/// Where a parcel goes over the network, secrets already read.
package enum DeliveryAddress: Hashable, Sendable {
  /// `key` is a folder, which ends in `/` or is empty, or names one object; `{period}` may be in it.
  case s3(bucket: String, key: String)
  /// An incoming webhook in Slack's form.
  case slack(url: Secret)
  /// The report's JSON, signed with HMAC-SHA256 where a key is given.
  case webhook(url: Secret, key: Secret?)
  case email(EmailAddressing)
}
