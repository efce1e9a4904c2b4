import Foundation

/// Finds and reads the one configuration file in force.
struct ConfigurationFile: Hashable, Sendable {
  let path: String
  let origin: SettingOrigin

  /// `--config`, `COSTCTL_CONFIG`, `./costctl.yaml`, then the user's own; nil when there is none.
  ///
  /// A file that was asked for must exist; one in a default place may be missing.
  static func locate(flag: String?, in surroundings: Surroundings) -> ConfigurationFile? {
    if let flag { return ConfigurationFile(path: flag, origin: .flag("--config")) }
    if let path = surroundings.variable("COSTCTL_CONFIG") {
      return ConfigurationFile(path: path, origin: .environment("COSTCTL_CONFIG"))
    }
    var candidates = ["costctl.yaml"]
    if let folder = surroundings.userFolder("XDG_CONFIG_HOME", fallback: ".config") {
      candidates.append("\(folder)/costctl/config.yaml")
    }
    return
      candidates
      .first { FileManager.default.fileExists(atPath: surroundings.absolute($0)) }
      .map { ConfigurationFile(path: $0, origin: .default) }
  }

  func read(in surroundings: Surroundings) throws(ConfigurationError) -> Configuration {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(fileURLWithPath: surroundings.absolute(path)))
    } catch {
      throw .unreadable(file: path, reason: error.localizedDescription)
    }
    guard let text = String(bytes: bytes, encoding: .utf8) else {
      throw .unreadable(file: path, reason: "it is not UTF-8 text")
    }
    return try Configuration(yaml: text, file: path)
  }
}

extension Surroundings {
  /// A folder of the XDG base directory specification, which asks to ignore relative paths.
  func userFolder(_ variable: String, fallback: String) -> String? {
    if let folder = self.variable(variable), folder.hasPrefix("/") { return folder }
    return self.variable("HOME").map { "\($0)/\(fallback)" }
  }

  func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(currentDirectory)/\(path)"
  }
}
