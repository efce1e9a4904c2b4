extension Delivery {
  /// The folder a file is put into, as written, up to what differs from report to report.
  var writtenFolder: String? {
    guard case .file(let pattern) = target else { return nil }
    let fixed = pattern.prefix { $0 != "{" }
    guard let slash = fixed.lastIndex(of: "/") else { return "." }
    return slash == fixed.startIndex ? "/" : String(fixed[..<slash])
  }

  var bucket: BucketPrefix? {
    guard case .s3(let bucket, let key) = target else { return nil }
    return BucketPrefix("s3://\(bucket)/\(key)")
  }

  /// The environment variables that secrets are read from.
  var secretVariables: [String] {
    secrets.compactMap { if case .variable(let name) = $0 { name } else { nil } }
  }

  /// The files that secrets are read from, as written.
  var secretFiles: [String] {
    secrets.compactMap { if case .file(let path) = $0 { path } else { nil } }
  }

  private var secrets: [SecretReference] {
    switch target {
    case .file, .s3: []
    case .slack(let url): [url]
    case .webhook(let url, let key): [url, key].compactMap(\.self)
    case .email(let email): [email.password].compactMap(\.self)
    }
  }
}
