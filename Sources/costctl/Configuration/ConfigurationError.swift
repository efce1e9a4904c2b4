import CostModel

/// A place in the configuration file, as editors and compilers spell it.
struct ConfigurationLocation: Hashable, Sendable, CustomStringConvertible {
  let file: String
  /// From 1.
  let line: Int
  /// From 1.
  let column: Int

  var description: String { "\(file):\(line):\(column)" }
}

/// Why the configuration was refused.
enum ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  case unreadable(file: String, reason: String)
  case syntax(ConfigurationLocation, reason: String)
  case unknownKey(ConfigurationLocation, key: String, nearest: String?)
  case missingKey(ConfigurationLocation, key: String)
  case wrongType(ConfigurationLocation, key: String, expected: String)
  case refused(ConfigurationLocation, key: String, reason: String)

  var description: String {
    switch self {
    case .unreadable(let file, let reason):
      "cannot read the configuration \(file): \(reason)"
    case .syntax(let location, let reason):
      "\(location): not valid YAML: \(reason)"
    case .unknownKey(let location, let key, let nearest):
      "\(location): unknown key \(key)" + (nearest.map { ", did you mean \($0)?" } ?? "")
    case .missingKey(let location, let key):
      "\(location): \(key) is missing"
    case .wrongType(let location, let key, let expected):
      "\(location): \(key) must be \(expected)"
    case .refused(let location, let key, let reason):
      "\(location): \(key): \(reason)"
    }
  }
}
