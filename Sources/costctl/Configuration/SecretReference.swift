/// Where a secret is kept: the configuration names it and never holds it.
enum SecretReference: Hashable, Sendable {
  case variable(String)
  case file(String)

  /// As the history names it.
  var label: String {
    switch self {
    case .variable(let name): name
    case .file(let path): path
    }
  }
}

extension ConfigurationSection {
  /// The keys of one secret.
  static func secretKeys(_ name: String) -> [String] { ["\(name)_env", "\(name)_file"] }

  /// What `NAME_env` or `NAME_file` refers to; both at once are refused.
  func secret(_ name: String) throws(ConfigurationError) -> SecretReference? {
    let variable = try optional("\(name)_env", SecretReference.variable)
    let file = try optional("\(name)_file") { node throws(ConfigurationError) in
      guard variable == nil else {
        throw node.refused("\(name)_env says it already, leave one out")
      }
      return try SecretReference.file(node)
    }
    return variable ?? file
  }
}

extension SecretReference {
  /// Capitals alone, as POSIX wants them, so that hardly any secret passes for a name.
  fileprivate static func variable(_ node: ConfigurationNode) throws(ConfigurationError) -> Self {
    let name = try node.text()
    guard name.first?.isNumber == false,
      name.utf8.allSatisfy({ byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "_"):
          true
        default: false
        }
      })
    else {
      throw node.refused(
        "it takes the name of an environment variable in capitals, not the secret itself")
    }
    return .variable(name)
  }

  fileprivate static func file(_ node: ConfigurationNode) throws(ConfigurationError) -> Self {
    let path = try node.text()
    guard !path.contains("://"), !path.contains(where: \.isNewline) else {
      throw node.refused("it takes the path of a file, not the secret itself")
    }
    return .file(path)
  }
}
