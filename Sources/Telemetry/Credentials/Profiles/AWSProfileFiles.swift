/// The shared config and credentials files: profiles, SSO sessions and services by name.
package struct AWSProfileFiles: Sendable, Hashable {
  package let configPath: String
  package let credentialsPath: String
  /// `[default]` and `[profile x]` of the config file.
  let config: [String: AWSProfile]
  /// `[x]` of the credentials file, where a prefix is part of the name.
  let credentials: [String: AWSProfile]
  let ssoSessions: [String: AWSProfile]
  let services: [String: AWSProfile]

  /// Reads both files; one that does not exist counts as empty.
  package init(_ environment: AWSEnvironment) throws(ProfileFileError) {
    configPath = environment.path("AWS_CONFIG_FILE", standard: "~/.aws/config")
    credentialsPath = environment.path(
      "AWS_SHARED_CREDENTIALS_FILE", standard: "~/.aws/credentials")
    let sections = try Self.sections(of: configPath, in: environment)
    config = Self.profiles(sections)
    ssoSessions = Self.named("sso-session", sections)
    services = Self.named("services", sections)
    credentials = try Self.credentials(at: credentialsPath, in: environment)
  }

  /// Both files merged key by key; the credentials file comes first.
  func profile(_ name: String) -> AWSProfile? {
    guard let first = credentials[name] else { return config[name] }
    guard let second = config[name] else { return first }
    return AWSProfile(values: first.values.merging(second.values) { first, _ in first })
  }

  package var profileNames: [String] { Set(config.keys).union(credentials.keys).sorted() }

  static func credentials(
    at path: String, in environment: AWSEnvironment
  ) throws(ProfileFileError) -> [String: AWSProfile] {
    let sections = try sections(of: path, in: environment)
    return Dictionary(sections, uniquingKeysWith: { _, last in last })
  }

  private static func sections(
    of path: String, in environment: AWSEnvironment
  ) throws(ProfileFileError) -> [(String, AWSProfile)] {
    let bytes: [UInt8]
    do {
      guard let read = try environment.readFile(path) else { return [] }
      bytes = read
    } catch {
      throw .unreadable(path: path, reason: "\(error)")
    }
    do throws(INIError) {
      var sections: [(String, AWSProfile)] = []
      for section in try INIDocument(bytes).sections {
        sections.append((section.name, try AWSProfile(section.values)))
      }
      return sections
    } catch {
      throw .malformed(path: path, reason: error.description)
    }
  }

  /// Where `[default]` and `[profile default]` both stand, the later one counts.
  private static func profiles(_ sections: [(String, AWSProfile)]) -> [String: AWSProfile] {
    var profiles: [String: AWSProfile] = [:]
    for (header, profile) in sections {
      if header == "default" {
        profiles[header] = profile
      } else if let name = name(after: "profile", in: header) {
        profiles[name] = profile
      }
    }
    return profiles
  }

  private static func named(
    _ kind: String, _ sections: [(String, AWSProfile)]
  ) -> [String: AWSProfile] {
    var named: [String: AWSProfile] = [:]
    for (header, profile) in sections {
      if let name = name(after: kind, in: header) { named[name] = profile }
    }
    return named
  }

  /// `x` of `profile x` and of `profile "x"`.
  private static func name(after kind: String, in header: String) -> String? {
    guard header.hasPrefix(kind), let words = ShellWords.split(header), words.count == 2 else {
      return nil
    }
    return words[1]
  }
}

/// Why a shared file that exists cannot be used.
package enum ProfileFileError: Error, Hashable, Sendable {
  case unreadable(path: String, reason: String)
  case malformed(path: String, reason: String)
}

extension ProfileFileError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path.printable(200)) cannot be read (\(reason.printable(200))); check its permissions"
    case .malformed(let path, let reason):
      "\(path.printable(200)) is not an AWS configuration file: \(reason); correct that line"
    }
  }
}
