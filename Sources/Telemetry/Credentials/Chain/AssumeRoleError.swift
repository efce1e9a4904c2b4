/// Why a profile's role cannot be assumed as it is written down.
struct AssumeRoleError: Error, Hashable {
  enum Problem: Hashable {
    case noRole
    case mfa
    case badDuration(String)
    case noSource
    case twoSources
    case unknownSource(String)
    case loop([String])
    case unknownPlace(String)
    case emptyPlace(String, reason: String)
  }

  let profile: String
  let problem: Problem
}

extension AssumeRoleError: CustomStringConvertible {
  var description: String { "profile \(profile.printable(200)) \(problem)" }
}

extension AssumeRoleError.Problem: CustomStringConvertible {
  var description: String {
    switch self {
    case .noRole: "has an empty role_arn; name the role"
    case .mfa:
      "asks for a code (mfa_serial), which cannot be typed in here; "
        + "use aws sts get-session-token first, or a role without MFA"
    case .badDuration(let text):
      "has duration_seconds = \(text.printable(200)), which is not a number above zero; correct it"
    case .noSource: "has role_arn but neither source_profile nor credential_source; add one"
    case .twoSources: "has both source_profile and credential_source; remove one"
    case .unknownSource(let name):
      "names the source_profile \(name.printable(200)), which does not exist; correct the name"
    case .loop(let names):
      "leads back to itself over source_profile ("
        + names.map { $0.printable(100) }.joined(separator: " > ") + "); break the loop"
    case .unknownPlace(let name):
      "has credential_source = \(name.printable(200)); "
        + "use Environment, Ec2InstanceMetadata or EcsContainer"
    case .emptyPlace(let name, let reason):
      "has credential_source = \(name), where there are no credentials (\(reason)); "
        + "set them up there"
    }
  }
}
