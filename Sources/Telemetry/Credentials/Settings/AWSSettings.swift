/// Profile, region and the rest as the AWS CLI and the SDKs resolve them, each with its origin.
///
/// Two differences to AWS CLI v1 (botocore), both in favour of CLI v2 and the other SDKs: it never
/// reads `AWS_REGION`, which comes before `AWS_DEFAULT_REGION` here, and it prefers
/// `AWS_DEFAULT_PROFILE` over `AWS_PROFILE`, which is the other way round here.
package struct AWSSettings: Sendable, Hashable {
  package let files: AWSProfileFiles
  package let profile: Setting<String>
  /// Nil when nothing names a region.
  package let region: Setting<String>?
  /// Tries per request, the first one included.
  package let maximumAttempts: Setting<Int>
  /// Path of a PEM file with the certificates to trust; nil for the system's.
  package let caBundle: Setting<String>?
  package let metadata: MetadataSettings
  let endpoints: EndpointSettings

  package init(_ options: AWSOptions, environment: AWSEnvironment) throws {
    let files = try AWSProfileFiles(environment)
    let profile = Self.profileName(options, environment)
    let section = files.profile(profile.value)
    guard section != nil || profile.value == "default" else {
      throw AWSSettingsError.unknownProfile(
        profile.value, from: profile.origin, known: files.profileNames)
    }
    let lookup = SettingLookup(
      environment: environment, profile: profile.value, section: section ?? AWSProfile())
    self.files = files
    self.profile = profile
    region = try Self.region(options, lookup)
    maximumAttempts = try lookup.number(["AWS_MAX_ATTEMPTS"], key: "max_attempts", standard: 3)
    caBundle = lookup.text(["AWS_CA_BUNDLE"], key: "ca_bundle").map {
      Setting(environment.expanding($0.value), from: $0.origin)
    }
    metadata = try MetadataSettings(lookup)
    endpoints = EndpointSettings(option: options.endpointURL, lookup, services: files.services)
  }

  /// The endpoint that was configured for a service such as `cloudwatch`; nil for AWS's own.
  package func endpoint(for service: String) throws(AWSSettingsError) -> Setting<String>? {
    try endpoints.endpoint(for: service)
  }

  private static func profileName(
    _ options: AWSOptions, _ environment: AWSEnvironment
  ) -> Setting<String> {
    if let name = options.profile, !name.isEmpty {
      return Setting(name, from: .option("--profile"))
    }
    for variable in ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"] {
      if let name = environment[variable] { return Setting(name, from: .variable(variable)) }
    }
    return Setting("default", from: .standard)
  }

  private static func region(
    _ options: AWSOptions, _ lookup: SettingLookup
  ) throws(AWSSettingsError) -> Setting<String>? {
    let named =
      options.region.map { Setting($0, from: .option("--region")) }
      ?? lookup.text(["AWS_REGION", "AWS_DEFAULT_REGION"], key: "region")
    guard let region = named else { return nil }
    // Regions become part of host names, so nothing else may get in.
    guard region.value.isHostLabel else {
      throw .badRegion(region.value, from: region.origin)
    }
    return region
  }
}

extension String {
  /// Whether the text may become one part of a host name.
  var isHostLabel: Bool {
    (1...63).contains(utf8.count) && first != "-" && last != "-"
      && unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-")
      }
  }
}
