/// What the command line said about AWS.
package struct AWSOptions: Sendable, Hashable {
  /// `--profile`; unlike `AWS_PROFILE` it also sets aside the keys in the environment.
  package var profile: String?
  package var region: String?
  /// `--endpoint-url`, for every service that is called.
  package var endpointURL: String?

  package init(profile: String? = nil, region: String? = nil, endpointURL: String? = nil) {
    self.profile = profile
    self.region = region
    self.endpointURL = endpointURL
  }
}
