import CostModel
import Foundation
import Yams

/// Finds, reads and checks `costctl.yaml`.
struct ConfigurationFile {
  /// Nil when no file was named and none lies in the usual places.
  private let path: String?

  init(shared: SharedOptions, surroundings: Surroundings) {
    let usual = [
      "costctl.yaml",
      surroundings.folder("XDG_CONFIG_HOME", fallback: ".config") + "/costctl/config.yaml",
    ]
    path =
      shared.config ?? surroundings.value("COSTCTL_CONFIG")
      ?? usual.first { FileManager.default.fileExists(atPath: $0) }
  }

  func read() throws -> Configuration {
    guard let path else { return Configuration() }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ConfigurationError.unreadable(
        path: path, reason: "it does not exist or may not be read")
    }
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw ConfigurationError.unreadable(path: path, reason: "it is not UTF-8")
    }
    return try Self.parse(text, path: path)
  }

  static func parse(_ text: String, path: String) throws -> Configuration {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw ConfigurationError.malformed(
        path: path, line: error.line ?? 1, reason: error.reason)
    }
    guard let root else { return Configuration() }
    return try ConfigurationReader(root: ConfigurationNode(node: root, key: "", path: path))
      .configuration()
  }
}

extension YamlError {
  fileprivate var line: Int? {
    switch self {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    default: nil
    }
  }

  fileprivate var reason: String {
    switch self {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
      .composer(_, let problem, _, _):
      problem
    default: String(describing: self).split(whereSeparator: \.isNewline).joined(separator: " ")
    }
  }
}
