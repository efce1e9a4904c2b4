/// Why the settings contradict themselves or name what does not exist.
package enum AWSSettingsError: Error, Hashable, Sendable {
  case unknownProfile(String, from: SettingOrigin, known: [String])
  case badNumber(String, from: SettingOrigin)
  case badRegion(String, from: SettingOrigin)
  case badEndpoint(from: SettingOrigin)
  case badEndpointMode(String, from: SettingOrigin)
  case unknownServices(String, profile: String)
}

extension AWSSettingsError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownProfile(let name, let origin, let known):
      "the config profile (\(name.printable(200))) from \(origin) could not be found; "
        + (known.isEmpty
          ? "there are no profiles, run aws configure"
          : "known are \(known.joined(separator: ", ").printable(300))")
    case .badNumber(let text, let origin):
      "\(text.printable(200)) from \(origin) is not a number above zero; correct or remove it"
    case .badRegion(let text, let origin):
      "\(text.printable(200)) from \(origin) is not the name of a region; use one like us-east-1"
    case .badEndpoint(let origin):
      "the endpoint from \(origin) is not an absolute http or https URL; correct or remove it"
    case .badEndpointMode(let text, let origin):
      "\(text.printable(200)) from \(origin) is not an endpoint mode; use IPv4 or IPv6"
    case .unknownServices(let name, let profile):
      "profile \(profile.printable(200)) names the services section \(name.printable(200)), "
        + "which does not exist; add [services \(name.printable(200))] to the config file"
    }
  }
}
