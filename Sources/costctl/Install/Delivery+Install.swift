extension Delivery {
  /// The folder a file is put into, as written, up to what differs from report to report.
  var writtenFolder: String? {
    guard case .file(let pattern) = target else { return nil }
    let fixed = pattern.prefix { $0 != "{" }
    guard let slash = fixed.lastIndex(of: "/") else { return "." }
    return slash == fixed.startIndex ? "/" : String(fixed[..<slash])
  }

  var bucket: BucketPrefix? {
    guard case .s3(let address) = target else { return nil }
    return BucketPrefix(address)
  }

  /// The environment variable a secret is read from.
  var secretVariable: String? {
    guard case .slack(let variable) = target else { return nil }
    return variable
  }

  /// The file a secret is read from, as written.
  var secretFile: String? {
    guard case .email(let email) = target else { return nil }
    return email.passwordFile
  }
}
