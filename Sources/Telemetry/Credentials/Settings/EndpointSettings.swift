/// Where services are reached, in the order of AWS's `service-specific endpoints`.
struct EndpointSettings: Sendable, Hashable {
  private let option: Setting<String>?
  private let profile: String
  /// `AWS_ENDPOINT_URL…` by variable, unless configured endpoints are to be ignored.
  private let variables: [String: String]
  private let section: AWSProfile
  private let services: [String: AWSProfile]

  init(option: String?, _ lookup: SettingLookup, services: [String: AWSProfile]) {
    self.option = option.map { Setting($0, from: .option("--endpoint-url")) }
    profile = lookup.profile
    let isIgnoring = lookup.flag(
      "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", key: "ignore_configured_endpoint_urls")
    variables =
      isIgnoring
      ? [:]
      : lookup.environment.variables.filter {
        $0.key.hasPrefix("AWS_ENDPOINT_URL") && !$0.value.isEmpty
      }
    section = isIgnoring ? AWSProfile() : lookup.section
    self.services = services
  }

  func endpoint(for service: String) throws(AWSSettingsError) -> Setting<String>? {
    guard let endpoint = try configured(service) else { return nil }
    guard HTTPURL(endpoint.value) != nil else { throw .badEndpoint(from: endpoint.origin) }
    return endpoint
  }

  private func configured(_ service: String) throws(AWSSettingsError) -> Setting<String>? {
    if let option { return option }
    let name = String(service.map { $0 == "-" || $0 == " " ? "_" : $0 }).lowercased()
    for variable in ["AWS_ENDPOINT_URL_\(name.uppercased())", "AWS_ENDPOINT_URL"] {
      if let url = variables[variable] { return Setting(url, from: .variable(variable)) }
    }
    if let group = section["services"] {
      guard let settings = services[group] else {
        throw .unknownServices(group, profile: profile)
      }
      if let url = settings.nested(name)?["endpoint_url"], !url.isEmpty {
        return Setting(url, from: .services(group, service: name))
      }
    }
    guard let url = section["endpoint_url"], !url.isEmpty else { return nil }
    return Setting(url, from: .profile(profile, key: "endpoint_url"))
  }
}
