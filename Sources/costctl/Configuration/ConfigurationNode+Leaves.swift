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
    return [ConfigurationEntry(key: path, value: scalar.string, location: location)]
  }
}
