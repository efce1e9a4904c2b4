/// How the instance metadata service is reached.
package struct MetadataSettings: Sendable, Hashable {
  package let isDisabled: Bool
  package let endpoint: Setting<String>
  /// Seconds a request may take.
  package let timeout: Setting<Int>
  package let attempts: Setting<Int>

  init(_ lookup: SettingLookup) throws(AWSSettingsError) {
    isDisabled = lookup.environment.flag("AWS_EC2_METADATA_DISABLED")
    endpoint = try Self.endpoint(lookup)
    timeout = try lookup.number(
      ["AWS_METADATA_SERVICE_TIMEOUT"], key: "metadata_service_timeout", standard: 1)
    attempts = try lookup.number(
      ["AWS_METADATA_SERVICE_NUM_ATTEMPTS"], key: "metadata_service_num_attempts", standard: 1)
  }

  private static func endpoint(_ lookup: SettingLookup) throws(AWSSettingsError) -> Setting<String>
  {
    let mode = try mode(lookup)
    if let endpoint = lookup.text(
      ["AWS_EC2_METADATA_SERVICE_ENDPOINT"], key: "ec2_metadata_service_endpoint")
    {
      guard HTTPURL(endpoint.value) != nil else { throw .badEndpoint(from: endpoint.origin) }
      return endpoint
    }
    return mode.value
      ? Setting("http://[fd00:ec2::254]", from: mode.origin)
      : Setting("http://169.254.169.254", from: mode.origin)
  }

  /// Whether IPv6 is asked for.
  private static func mode(_ lookup: SettingLookup) throws(AWSSettingsError) -> Setting<Bool> {
    let named = lookup.text(
      ["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"], key: "ec2_metadata_service_endpoint_mode")
    guard let mode = named else {
      let isIPv6 = lookup.text(["AWS_IMDS_USE_IPV6"], key: "imds_use_ipv6")
      return Setting(isIPv6?.value.lowercased() == "true", from: isIPv6?.origin ?? .standard)
    }
    switch mode.value.lowercased() {
    case "ipv4": return Setting(false, from: mode.origin)
    case "ipv6": return Setting(true, from: mode.origin)
    default: throw .badEndpointMode(mode.value, from: mode.origin)
    }
  }
}
