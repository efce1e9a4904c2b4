import Yams

/// A mapping whose keys are all known: anything else was refused when it was opened.
struct ConfigurationSection {
  private let values: [String: ConfigurationNode]
  private let node: ConfigurationNode

  init(_ node: ConfigurationNode, keys: [String]) throws(ConfigurationError) {
    var values: [String: ConfigurationNode] = [:]
    for (key, value) in try node.pairs() {
      let name = try key.text()
      guard keys.contains(name) else {
        throw .unknownKey(
          key.location, key: key.path, nearest: EditDistance.nearest(to: name, among: keys))
      }
      values[name] = value
    }
    self.values = values
    self.node = node
  }

  /// What `decode` makes of the key's value; nil when the key is absent or empty.
  func optional<Value>(
    _ key: String, _ decode: (ConfigurationNode) throws(ConfigurationError) -> Value
  ) throws(ConfigurationError) -> Value? {
    guard let value = values[key], !value.isEmpty else { return nil }
    return try decode(value)
  }

  func required<Value>(
    _ key: String, _ decode: (ConfigurationNode) throws(ConfigurationError) -> Value
  ) throws(ConfigurationError) -> Value {
    guard let value = try optional(key, decode) else {
      throw .missingKey(node.location, key: "\(node.path).\(key)")
    }
    return value
  }

  func list<Value>(
    _ key: String, _ decode: (ConfigurationNode) throws(ConfigurationError) -> Value
  ) throws(ConfigurationError) -> [Value] {
    guard let list = values[key] else { return [] }
    var decoded: [Value] = []
    for element in try list.elements() { decoded.append(try decode(element)) }
    return decoded
  }
}
