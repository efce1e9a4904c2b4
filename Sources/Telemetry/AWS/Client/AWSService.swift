/// What a service is called in host names, signatures, policies and endpoint settings.
package struct AWSService: Sendable, Hashable {
  /// The first label of its host, such as `monitoring`.
  package let endpointPrefix: String
  package let signingName: String
  /// The prefix of its actions in IAM policies, such as `cloudwatch`; also its name in settings.
  package let name: String

  package init(_ name: String, endpointPrefix: String? = nil, signingName: String? = nil) {
    self.name = name
    self.endpointPrefix = endpointPrefix ?? name
    self.signingName = signingName ?? endpointPrefix ?? name
  }

  package static let cloudWatch = AWSService("cloudwatch", endpointPrefix: "monitoring")
  package static let lambda = AWSService("lambda")
  package static let sts = AWSService("sts")
  package static let ec2 = AWSService("ec2")
  package static let s3 = AWSService("s3")
}
