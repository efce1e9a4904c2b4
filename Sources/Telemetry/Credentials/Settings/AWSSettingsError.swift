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
      "the config profile (\(TerminalText(name))) from \(origin) could not be found; "
        + (known.isEmpty
          ? "there are no profiles, run aws configure"
          : "known are \(TerminalText(known.joined(separator: ", ")))")
    case .badNumber(let text, let origin):
      "\(TerminalText(text)) from \(origin) is not a number above zero; correct or remove it"
    case .badRegion(let text, let origin):
      "\(TerminalText(text)) from \(origin) is not the name of a region; use one like us-east-1"
    case .badEndpoint(let origin):
      "the endpoint from \(origin) is not an absolute http or https URL; correct or remove it"
    case .badEndpointMode(let text, let origin):
      "\(TerminalText(text)) from \(origin) is not an endpoint mode; use IPv4 or IPv6"
    case .unknownServices(let name, let profile):
      "profile \(TerminalText(profile)) names the services section \(TerminalText(name)), "
        + "which does not exist; add [services \(TerminalText(name))] to the config file"
    }
  }
}
