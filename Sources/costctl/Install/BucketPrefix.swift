/// A bucket, and how the names of the objects put there begin.
struct BucketPrefix: Hashable, Sendable {
  let bucket: String
  let prefix: String

  /// Reads `s3://bucket/prefix`.
  init?(_ address: String) {
    guard address.hasPrefix("s3://") else { return nil }
    let parts = address.dropFirst(5).split(
      separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let bucket = parts.first, !bucket.isEmpty else { return nil }
    self.bucket = String(bucket)
    // `{period}` and what follows differ from report to report.
    let prefix = parts.count == 2 ? parts[1] : ""
    self.prefix = String(prefix.prefix { $0 != "{" })
  }
}
