import Yams

extension ConfigurationNode {
  /// Every value below this one, in the file's order.
  func leaves() -> [ConfigurationEntry] {
    if let mapping = node.mapping {
      return mapping.flatMap { key, value in
        let name = key.scalar?.string ?? ""
        let child = path.isEmpty ? name : "\(path).\(name)"
        return ConfigurationNode(node: value, path: child, file: file).leaves()
      }
    }
    if let sequence = node.sequence {
      return sequence.enumerated().flatMap { index, element in
        ConfigurationNode(node: element, path: "\(path)[\(index)]", file: file).leaves()
      }
    }
    guard let scalar = node.scalar, !isEmpty else { return [] }
    return [ConfigurationEntry(key: path, value: value(of: scalar), location: location)]
  }

  /// The value with the type its text has in YAML.
  private func value(of scalar: Node.Scalar) -> SettingValue {
    guard scalar.style == .plain else { return .text(scalar.string) }
    if let number = node.float { return .number(number) }
    return node.bool.map { .flag($0) } ?? .text(scalar.string)
  }
}
