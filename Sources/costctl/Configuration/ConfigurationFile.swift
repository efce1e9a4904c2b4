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
    let bytes = try bytes(at: surroundings.absolute(path))
    guard let text = String(bytes: bytes, encoding: .utf8) else {
      throw .unreadable(file: path, reason: "it is not UTF-8 text")
    }
    return try Configuration(yaml: text, file: path)
  }

  /// A megabyte at most: nobody writes more by hand, and a device has no end.
  private func bytes(at absolute: String) throws(ConfigurationError) -> [UInt8] {
    let descriptor = open(absolute, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(errno) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    var filled = 0
    while filled < bytes.count {
      let count = bytes[filled...].withUnsafeMutableBytes {
        Foundation.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(errno) }
      if count == 0 { return Array(bytes[..<filled]) }
      filled += count
    }
    throw .unreadable(file: path, reason: "it is larger than a megabyte")
  }

  private func unreadable(_ code: Int32) -> ConfigurationError {
    .unreadable(file: path, reason: String(cString: strerror(code)))
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
